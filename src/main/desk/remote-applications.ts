import type { RemoteApplication } from '../../shared/contract/applications.ts'
import { outcomeSchema, type Outcome } from '../../shared/model/outcome.ts'
import type { Operation } from '../../shared/model/systems.ts'
import { backendRows } from '../store/backends.ts'
import { exchangeRows } from '../store/exchanges.ts'
import { filledText } from '../systems/nobase/documented-text.ts'
import { ours } from '../systems/nobase/wire.ts'
import { backendOptions } from './backend-options.ts'
import { isBackendIntact } from './backend-row.ts'
import type { OpenDesk } from './open-desk.ts'

type Flag = RemoteApplication['differs'][number]['flag']

/** Names the operation whose success shows how a flag is set. */
const proofs: Readonly<Record<Flag, Operation>> = {
  allowPasswordChange: 'nobase.newPass',
  tokenValidation: 'nobase.updateSign',
}
const flags = ['allowPasswordChange', 'tokenValidation'] as const

/** Limits how many exchanges of a backend are looked at. */
const examined = 200

/** Gives the application of every other nobase backend whose row was not edited from outside. */
export function listRemoteApplications(desk: OpenDesk): RemoteApplication[] {
  return backendRows(desk.store)
    .list()
    .filter(({ id, system, built_in }) => system === 'nobase' && built_in === 0 && isBackendIntact(desk, id))
    .map((row) => {
      const { appid, allowPasswordChange, tokenValidation } = backendOptions(row)
      const recorded = { allowPasswordChange, tokenValidation }
      const isRecorded = flags.some((flag) => recorded[flag] !== null)
      const shown = isRecorded ? answersOf(desk, row.id) : []
      return {
        backendId: row.id,
        backend: row.name,
        environment: row.environment,
        appid,
        ...recorded,
        differs: flags.flatMap((flag) => differing(flag, recorded[flag], shown)),
      }
    })
}

interface Answer {
  id: number
  at: string
  outcome: Outcome
}

/** Gives the answers of the two operations that show flags, newest first. */
function answersOf({ store, exchangeLog }: OpenDesk, backendId: string): Answer[] {
  exchangeLog.flush()
  const rows = exchangeRows(store)
  return rows
    .list({ backendId }, undefined, examined)
    .filter(({ operation }) => Object.values(proofs).includes(operation))
    .flatMap(({ id }) => {
      const row = rows.get(id)
      return row === undefined
        ? []
        : [{ id, at: row.at, outcome: outcomeSchema.parse(JSON.parse(row.outcome)) }]
    })
}

/** Says since when answers contradict a flag: back to the last one that shows it as it is recorded. */
function differing(
  flag: Flag,
  recorded: boolean | null,
  answers: readonly Answer[],
): RemoteApplication['differs'] {
  if (recorded === null) return []
  const expected = `${filledText(ours.flagDrift, flag)}: ${String(recorded)}`
  let newest: Answer | undefined
  let oldest: Answer | undefined
  for (const answer of answers) {
    const { drift, status, operation } = answer.outcome
    if (drift.some((one) => one.expected === expected)) {
      newest ??= answer
      oldest = answer
    } else if (status === 'succeeded' && operation === proofs[flag]) break
  }
  if (newest === undefined || oldest === undefined) return []
  return [{ flag, since: oldest.at, exchangeId: newest.id }]
}
