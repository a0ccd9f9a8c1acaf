import { existsSync } from 'node:fs'
import { anchorsOf } from '../audit/anchors-of.ts'
import type { Anchor } from '../audit/anchors.ts'
import { openAuditReader, type AuditReader } from '../store/audit/reader.ts'
import { errorCode, StoreError } from '../store/store-error.ts'
import { CommandError } from './command.ts'
import { storeMessage } from './store-message.ts'

/** Opens a store's audit, does the work, and closes it; ends the command with 2 where it cannot be read. */
export function withAudit<T>(path: string, work: (reader: AuditReader) => T): T {
  const reader = readingStore(path, () => openAuditReader(path))
  try {
    return readingStore(path, () => work(reader))
  } finally {
    reader.close()
  }
}

/** Gives a store's anchors from the file that was named, or from beside it; ends the command with 2 where it is missing. */
export function anchorsFor(path: string, named: string | undefined): Anchor[] {
  if (named !== undefined && !existsSync(named)) throw new CommandError(`${named} is not there.`)
  try {
    return readingStore(path, () => anchorsOf(path, named === undefined ? [] : [named]))
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    const where = named ?? `The anchors of ${path}`
    throw new CommandError(`${where} cannot be read (${String(errorCode(error))}).`)
  }
}

/** Does work that reads a store, and tells in one line why it cannot be read. */
export function readingStore<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asCommandError(path, error)
  }
}

/** Turns a failure to read a store into what a command says of it; any other error stays as it is. */
export function asCommandError(path: string, error: unknown): unknown {
  return error instanceof StoreError
    ? new CommandError(storeMessage(path, error.problem, error.holder))
    : error
}
