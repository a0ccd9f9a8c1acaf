import { openFindings, type OpenFindings } from '../audit/open-findings.ts'
import { errorCode, StoreError } from '../store/store-error.ts'
import { CommandError } from './command.ts'
import { storeMessage } from './store-message.ts'

/** Opens the findings of a file that anybody may have written; ends the command with 2 where they cannot be read. */
export function openForeignFindings(path: string): OpenFindings {
  const findings = readingFindings(path, () => openFindings(path, { isForeign: true }))
  return { ...findings, all: (now) => readableRows(path, findings.all(now)) }
}

/** Does work that reads findings, and tells in one line why they cannot be read. */
export function readingFindings<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asUnreadable(path, error)
  }
}

function* readableRows<Row>(path: string, rows: Iterable<Row>): Generator<Row, void> {
  try {
    yield* rows
  } catch (error) {
    throw asUnreadable(path, error)
  }
}

function asUnreadable(path: string, error: unknown): unknown {
  if (error instanceof StoreError && error.problem !== 'damaged')
    return new CommandError(storeMessage(path, error.problem, error.holder))
  const isDamage = error instanceof StoreError || errorCode(error)?.startsWith('SQLITE_') === true
  if (!isDamage) return error
  return new CommandError(
    `What ${path} holds of accounts is not what a Latchkey writes, so it is not shown. Keep it as it is, and ask for another copy.`,
  )
}
