import type { StoreHolder, StoreProblem } from '../../shared/model/problems.ts'

const systemFaults = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'ENOENT',
  'ENOSPC',
  'EDQUOT',
  'EISDIR',
  'ERR_FS_EISDIR',
  'SQLITE_FULL',
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

/** Runs work that writes beside or into a store; where the system refuses, fails with `not-writable`. */
export function needingToWrite<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const code = errorCode(cause)
    if (code !== undefined && systemFaults.some((fault) => code.startsWith(fault)))
      throw new StoreError('not-writable', null, { cause })
    throw cause
  }
}

/** Gives the code that the system or SQLite put on an error, such as `ENOSPC`; undefined where there is none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
