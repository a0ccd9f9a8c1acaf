import { z } from 'zod'
import type { RemoteApplication } from '../../../shared/contract/applications.ts'
import type { Operation } from '../../../shared/model/systems.ts'
import { newestAnswers } from '../../store/backends/newest-answers.ts'
import { filledText } from '../../systems/nobase/documented-text.ts'
import { ours } from '../../systems/nobase/wire.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Names a flag of a console that answers can show. */
export type ConsoleFlag = RemoteApplication['differs'][number]['flag']

/** Carries what one answer shows of the flags of an application. */
export interface FlagAnswer {
  id: number
  at: string
  /** Names the application that the request was about; null where the record does not show it. */
  appid: string | null
  operation: Operation
  hasSucceeded: boolean
  /** Says which flags as they are recorded the answer contradicts, as its drift entries name them. */
  contradicted: readonly string[]
}

const operations = ['nobase.newPass', 'nobase.updateSign'] as const
const driftSchema = z.array(z.object({ expected: z.string() }))

/** Limits how many exchanges of a backend are looked at. */
const examined = 200

/** Gives the answers of a backend that can show how flags are set, newest first. */
export function flagAnswers({ store, exchangeLog }: OpenDesk, backendId: string): FlagAnswer[] {
  exchangeLog.flush()
  return newestAnswers(store, backendId, operations, examined).map((row) => ({
    id: row.id,
    at: row.at,
    operation: row.operation,
    appid: appidOf(row.url ?? '', row.requestBody ?? ''),
    hasSucceeded: row.status === 'succeeded',
    contradicted: row.drift === '[]' ? [] : expectedIn(row.drift),
  }))
}

/** Gives the text by which a drift entry names a flag as it is recorded. */
export function recordedFlag(flag: ConsoleFlag, value: boolean): string {
  return `${filledText(ours.flagDrift, flag)}: ${String(value)}`
}

function expectedIn(drift: string): string[] {
  return driftSchema.parse(JSON.parse(drift)).map(({ expected }) => expected)
}

/** The body wins over the query, as it does at the backend. */
function appidOf(url: string, requestBody: string): string | null {
  const query = url.slice(url.indexOf('?') + 1)
  return new URLSearchParams(requestBody).get('appid') ?? new URLSearchParams(query).get('appid')
}
