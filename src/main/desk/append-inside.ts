import type { AppendEvent } from '../../shared/model/ports.ts'
import { createAuditLog } from '../audit/audit-log.ts'
import type { StoreQueries } from '../store/store.ts'
import type { OpenDesk } from './open-desk.ts'

/** Gives what appends to the audit inside a transaction over many turns; nobody is told before that is whole. */
export function appendInside(
  { store, clock }: Pick<OpenDesk, 'store' | 'clock'>,
  inside: StoreQueries,
): AppendEvent {
  return createAuditLog({
    store: { ...store, ...inside },
    clock,
    signer: () => null,
    onAppend: () => undefined,
  }).append
}
