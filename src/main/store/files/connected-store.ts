import type Database from 'better-sqlite3'
import type { StoreLock } from './lock.ts'
import { queriesOn } from '../queries-on.ts'
import type { Store } from '../store.ts'
import { createTurnByTurn } from '../turn-by-turn.ts'

const busyTimeout = 5000

/** Makes a store over an open connection. */
export function createConnectedStore(db: Database.Database, lock: StoreLock): Store {
  const long = createTurnByTurn(db.name)
  const id = String(db.prepare('SELECT store_id FROM store_meta').pluck().get())
  db.prepare('UPDATE store_meta SET clean_exit = 0').run()
  return {
    path: db.name,
    id,
    ...queriesOn(db, long.giveWay),
    turnByTurn: long.run,
    checkpointLog() {
      // Waiting for somebody who reads for long, as a backup does, would stop the desk meanwhile.
      db.pragma('busy_timeout = 0')
      try {
        db.pragma('wal_checkpoint(TRUNCATE)')
      } finally {
        db.pragma(`busy_timeout = ${String(busyTimeout)}`)
      }
    },
    close() {
      if (!db.open) return
      try {
        long.close()
        db.prepare('UPDATE store_meta SET clean_exit = 1').run()
        db.pragma('wal_checkpoint(TRUNCATE)')
      } finally {
        try {
          db.close()
        } finally {
          lock.release()
        }
      }
    },
  }
}
