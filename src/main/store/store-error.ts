import type { StoreHolder, StoreProblem } from '../../shared/model/problems.ts'

/** Lists what says that there is no room; the last is the file of a log that is shared, and could not grow. */
const roomFaults = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE']
/** Lists what SQLite says of a file that could not be read: that tells of the file, not of the right to write. */
const readFaults = [
  'SQLITE_IOERR_READ',
  'SQLITE_IOERR_SHORT_READ',
  'SQLITE_IOERR_DATA',
  'SQLITE_IOERR_CORRUPTFS',
]
const systemFaults = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'ENOENT',
  'EISDIR',
  'ERR_FS_EISDIR',
  'SQLITE_IOERR',
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
]

/** Says why a store cannot be used, and who holds it where that is the reason. */
export class StoreError extends Error {
  readonly problem: StoreProblem
  readonly holder: StoreHolder | null

  constructor(problem: StoreProblem, holder: StoreHolder | null = null, options?: ErrorOptions) {
    super(`the store cannot be used: ${problem}`, options)
    this.name = 'StoreError'
    this.problem = problem
    this.holder = holder
  }
}

/** Runs work that writes beside or into a store; where the system refuses, fails with `no-space` or `not-writable`. */
export function needingToWrite<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const problem = writeRefusal(cause)
    if (problem !== null) throw new StoreError(problem, null, { cause })
    throw cause
  }
}

/** Says why the system refused a write; null where an error says something else. */
export function writeRefusal(error: unknown): Extract<StoreProblem, 'no-space' | 'not-writable'> | null {
  const code = errorCode(error)
  if (code === undefined || readFaults.includes(code)) return null
  if (roomFaults.includes(code)) return 'no-space'
  return systemFaults.some((fault) => code.startsWith(fault)) ? 'not-writable' : null
}

/**
 * Says why the system refused a write into the store that is open; null where an error says something else, or where it
 * was another file: what SQLite writes is the store.
 */
export function storeWriteRefusal(error: unknown): ReturnType<typeof writeRefusal> {
  return errorCode(error)?.startsWith('SQLITE_') === true ? writeRefusal(error) : null
}

/** Gives the code that the system or SQLite put on an error, such as `ENOSPC`; undefined where there is none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
