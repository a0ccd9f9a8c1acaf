import { existsSync, linkSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Clock } from '../../../shared/model/ports.ts'
import { createConnectedStore } from './connected-store.ts'
import { applicationId, readSchemaVersion } from './header.ts'
import { acquireStoreLock, type StoreLock } from './lock.ts'
import { migrate } from './migrate.ts'
import { schemaVersion } from '../migrations/index.ts'
import { demandOnlyName } from './only-name.ts'
import { applyPragmas } from '../pragmas.ts'
import { createPrivateFile, ensurePrivateFolder, syncFolder, tightenFile } from './private-files.ts'
import { errorCode, needingToWrite, StoreError, writeRefusal } from '../store-error.ts'
import type { Store } from '../store.ts'

/** Says which store to open, and who opens it. */
export interface OpenStoreOptions {
  path: string
  /** Names the door for a second desk that finds the store held: `window`, `browser`, or a command. */
  door: string
  clock: Clock
}

/** Carries an open store and the schema steps that opening it ran. */
export interface OpenedStore {
  store: Store
  migrated: number[]
}

/**
 * Opens a store by the ritual: refuses a newer one untouched, takes the lock, refuses a file with a second name, applies
 * and reads back each pragma, checks the pages where the last exit was not clean, and migrates. Fails with a
 * `StoreError`; a store that could not be migrated, for want of room for the copy beside it, is as it was.
 */
export function openStore(options: OpenStoreOptions): OpenedStore {
  if (!existsSync(options.path)) throw new StoreError('unreadable')
  if (readSchemaVersion(options.path) > schemaVersion) throw new StoreError('newer')
  const lock = lockFor(options)
  try {
    if (readSchemaVersion(options.path) > schemaVersion) throw new StoreError('newer')
    demandOnlyName(options.path)
    tightenFile(options.path)
    const db = connect(options.path)
    try {
      return needingToWrite(() => {
        const migrated = migrateSound(db)
        return { store: createConnectedStore(db, lock), migrated }
      })
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Migrates a store; one whose pages cannot be read on the way is damaged, and as it was. */
function migrateSound(db: Database.Database): number[] {
  try {
    return migrate(db)
  } catch (cause) {
    if (errorCode(cause)?.startsWith('SQLITE_CORRUPT') !== true) throw cause
    throw new StoreError('damaged', null, { cause })
  }
}

/** Says what a new store holds before it gets its name. */
export interface CreateStoreOptions extends OpenStoreOptions {
  storeId: string
  /** Fills the new store; where it throws, no store is left behind. */
  populate: (store: Store) => void
}

/** Makes a new store, fills it, and opens it; it gets its name only when it is whole, and replaces nothing. */
export function createStore(options: CreateStoreOptions): OpenedStore {
  needingToWrite(() => {
    ensurePrivateFolder(dirname(options.path))
  })
  const lock = lockFor(options)
  const partial = `${options.path}.partial`
  try {
    needingToWrite(() => {
      removeStoreFiles(partial)
      createPrivateFile(partial)
      fill(partial, options)
      linkSync(partial, options.path)
    })
  } finally {
    removeStoreFiles(partial)
    syncFolder(dirname(options.path))
    lock.release()
  }
  return openStore(options)
}

function fill(partial: string, options: CreateStoreOptions): void {
  const db = new Database(partial)
  try {
    db.pragma(`application_id = ${String(applicationId)}`)
    applyPragmas(db)
    migrate(db)
    db.prepare('INSERT INTO store_meta VALUES (1, ?, ?, NULL, 1, 0)').run(
      options.storeId,
      new Date(options.clock.now()).toISOString(),
    )
    const store = createConnectedStore(db, { release: () => undefined })
    options.populate(store)
    store.close()
  } finally {
    db.close()
  }
}

function removeStoreFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}

function lockFor(options: OpenStoreOptions): StoreLock {
  const since = new Date(options.clock.now()).toISOString()
  return needingToWrite(() => acquireStoreLock(options.path, { pid: process.pid, door: options.door, since }))
}

function connect(path: string): Database.Database {
  let db: Database.Database
  try {
    db = new Database(path, { fileMustExist: true })
  } catch (cause) {
    throw new StoreError('unreadable', null, { cause })
  }
  try {
    applyPragmas(db)
    const clean = db.prepare('SELECT clean_exit FROM store_meta').pluck().get()
    if (clean !== 1 && db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new Error('quick_check')
    return db
  } catch (cause) {
    db.close()
    if (cause instanceof StoreError) throw cause
    // A disk without room for the log says nothing of the pages.
    throw new StoreError(writeRefusal(cause) ?? 'damaged', null, { cause })
  }
}
