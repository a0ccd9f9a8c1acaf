import type { RemoteApplication } from '../../../shared/contract/applications.ts'
import { isFoundBy } from '../../../shared/model/remote-application-search.ts'
import type { Operation } from '../../../shared/model/systems.ts'
import { backendRows } from '../../store/backends/backends.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { backendOptions, type RecordedApplication } from './backend-options.ts'
import { isBackendIntact } from './backend-row.ts'
import { flagAnswers, recordedFlag, type ConsoleFlag, type FlagAnswer } from './flag-answers.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Names the operation whose success shows how a flag is set. */
const proofs: Readonly<Record<ConsoleFlag, Operation>> = {
  allowPasswordChange: 'nobase.newPass',
  tokenValidation: 'nobase.updateSign',
}
const flags = ['allowPasswordChange', 'tokenValidation'] as const

type FoundApplication = Pick<RemoteApplication, 'backendId' | 'backend' | 'environment' | 'appid'>

/** Gives the applications of every other nobase backend whose row was not edited from outside. */
export function listRemoteApplications(desk: OpenDesk): RemoteApplication[] {
  return nobaseRows(desk).flatMap((row) => applicationsOf(desk, row))
}

/** Finds applications of other nobase backends by their appid or the name of their backend. */
export function findRemoteApplications(desk: OpenDesk, text: string): FoundApplication[] {
  return nobaseRows(desk).flatMap((row) =>
    backendOptions(row)
      .applications.map(({ appid }) => ({
        backendId: row.id,
        backend: row.name,
        environment: row.environment,
        appid,
      }))
      .filter((one) => isFoundBy(one, text)),
  )
}

function nobaseRows(desk: OpenDesk): BackendsTable[] {
  return backendRows(desk.store)
    .list()
    .filter(({ id, system, built_in }) => system === 'nobase' && built_in === 0 && isBackendIntact(desk, id))
}

function applicationsOf(desk: OpenDesk, row: BackendsTable): RemoteApplication[] {
  const { applications } = backendOptions(row)
  const isRecorded = applications.some((one) => flags.some((flag) => one[flag] !== null))
  const answers = isRecorded ? flagAnswers(desk, row.id) : []
  const isAlone = applications.length === 1
  return applications.map((application) => ({
    backendId: row.id,
    backend: row.name,
    environment: row.environment,
    ...application,
    differs: differing(
      application,
      answers.filter(({ appid }) => appid === application.appid || (appid === null && isAlone)),
    ),
  }))
}

function differing(
  application: RecordedApplication,
  answers: readonly FlagAnswer[],
): RemoteApplication['differs'] {
  return flags.flatMap((flag) => {
    const recorded = application[flag]
    const shown = recorded === null ? null : contradiction(flag, recorded, answers)
    return shown === null ? [] : [{ flag, ...shown }]
  })
}

/** Says since when answers contradict a flag: back to the last one that shows it as it is recorded. */
function contradiction(
  flag: ConsoleFlag,
  recorded: boolean,
  answers: readonly FlagAnswer[],
): { since: string; exchangeId: number } | null {
  const expected = recordedFlag(flag, recorded)
  let newest: FlagAnswer | undefined
  let oldest: FlagAnswer | undefined
  for (const answer of answers) {
    if (answer.contradicted.includes(expected)) {
      newest ??= answer
      oldest = answer
    } else if (answer.hasSucceeded && answer.operation === proofs[flag]) break
  }
  return newest === undefined || oldest === undefined ? null : { since: oldest.at, exchangeId: newest.id }
}
