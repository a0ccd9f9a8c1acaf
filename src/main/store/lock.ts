import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { storeHolderSchema, type StoreHolder } from '../../shared/model/problems.ts'
import { createPrivateFile, tightenFile } from './private-files.ts'
import { StoreError } from './store-error.ts'

/** Holds the lock that keeps a second writer out; it dies with the process. */
export interface StoreLock {
  release(): void
}

/** Takes the lock of a store for this process, or fails with `held` and who holds it. */
export function acquireStoreLock(storePath: string, holder: StoreHolder): StoreLock {
  const lockPath = `${storePath}.lock`
  const holderPath = `${storePath}.holder`
  if (!existsSync(lockPath)) createLockFile(lockPath)
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
