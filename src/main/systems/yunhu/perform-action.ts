import type { Operation } from '../../../shared/model/systems.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import type { ExchangeOptions } from '../exchange.ts'
import { perform, type Performed } from '../perform.ts'
import type { Preparation } from '../refusal.ts'
import { readEnvelope } from './read-envelope.ts'
import { secretFields, type answers } from './wire.ts'

/** Carries a prepared action out, and reads its answer by the table of the action. */
export function performAction(
  operation: Extract<Operation, `yunhu.${string}`>,
  table: (typeof answers)[keyof typeof answers],
  prepared: Preparation,
  options: ExchangeOptions,
  alsoSecret: readonly Secret[],
): Promise<Performed> {
  return perform({ operation, secretFields, read: (envelope) => readEnvelope(envelope, table) }, prepared, {
    ...options,
    alsoSecret,
  })
}
