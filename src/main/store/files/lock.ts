import { existsSync, lstatSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { storeHolderSchema, type StoreHolder } from '../../../shared/model/problems.ts'
import { createPrivateFile, tightenFile } from './private-files.ts'
import { errorCode, StoreError } from '../store-error.ts'

/** Holds the lock that keeps a second writer out; it dies with the process. */
export interface StoreLock {
  release(): void
}

/** Gives where a store lies: what a link leads to, any other path as it is. */
export function realStorePath(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
  return isLink && existsSync(path) ? realpathSync(path) : path
}

/** Gives the places of a store's lock and of what its holder says; a link to a store has those of the store. */
export function lockPlaces(storePath: string): { lockPath: string; holderPath: string } {
  const real = realStorePath(storePath)
  return { lockPath: `${real}.lock`, holderPath: `${real}.holder` }
}

/** Takes the lock of a store for this process, or fails with `held` and who holds it. */
export function acquireStoreLock(storePath: string, holder: StoreHolder): StoreLock {
  const { lockPath, holderPath } = lockPlaces(storePath)
  if (!existsSync(lockPath)) {
    // Nobody takes it away but by hand: whoever had it then has it still, and does not know.
    const left = readHolder(holderPath)
    if (left !== null && isAlive(left.pid)) throw new StoreError('held', left)
    createLockFile(lockPath)
  }
  tightenFile(lockPath)
  const lock = new Database(lockPath, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    if (!isBusy(cause)) throw cause
    throw new StoreError('held', readHolder(holderPath), { cause })
  }
  if (!existsSync(holderPath)) createPrivateFile(holderPath)
  tightenFile(holderPath)
  writeFileSync(holderPath, JSON.stringify(holder))
  return {
    release() {
      rmSync(holderPath, { force: true })
      lock.exec('ROLLBACK')
      lock.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function createLockFile(path: string): void {
  try {
    createPrivateFile(path)
  } catch (error) {
    if (!existsSync(path)) throw error
  }
}

/** Reads who wrote beside a lock that they hold it; null where nothing readable is there. */
export function readHolder(holderPath: string): StoreHolder | null {
  try {
    return storeHolderSchema.parse(JSON.parse(readFileSync(holderPath, 'utf8')))
  } catch {
    return null
  }
}
