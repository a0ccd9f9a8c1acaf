import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { StoreHolder } from '../../../shared/model/problems.ts'
import { lockPlaces, readHolder } from './lock.ts'
import { errorCode } from '../store-error.ts'

/** Says whether a desk holds a store, and which where it says so; it asks for no more than a glance at the lock. */
export function holderOf(storePath: string): { held: boolean; holder: StoreHolder | null } {
  const { lockPath, holderPath } = lockPlaces(storePath)
  if (!existsSync(lockPath)) return { held: false, holder: null }
  const lock = new Database(lockPath, { readonly: true, timeout: 0 })
  try {
    lock.prepare('SELECT count(*) FROM sqlite_master').get()
    return { held: false, holder: null }
  } catch (error) {
    const held = errorCode(error)?.startsWith('SQLITE_BUSY') === true
    return { held, holder: held ? readHolder(holderPath) : null }
  } finally {
    lock.close()
  }
}
