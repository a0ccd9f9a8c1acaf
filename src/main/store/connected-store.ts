import type Database from 'better-sqlite3'
import type { CompiledQuery } from 'kysely'
import type { StoreLock } from './lock.ts'
import type { Query, Store } from './store.ts'

const busyTimeout = 5000

/** Makes a store over an open connection, with prepared statements kept by their text. */
export function createConnectedStore(db: Database.Database, lock: StoreLock): Store {
  const statements = new Map<string, Database.Statement>()
  const compiled = <Row>(query: Query<Row>): CompiledQuery<Row> => ('sql' in query ? query : query.compile())
  const prepare = (text: string): Database.Statement => {
    let statement = statements.get(text)
    if (statement === undefined) {
      statement = db.prepare(text)
      statements.set(text, statement)
    }
    return statement
  }
  // Made once: each making of a transaction costs as much as a short one.
  const inTransaction = db.transaction((work: () => unknown) => work())
  const id = String(db.prepare('SELECT store_id FROM store_meta').pluck().get())
  db.prepare('UPDATE store_meta SET clean_exit = 0').run()
  return {
    path: db.name,
    id,
    all<Row>(query: Query<Row>) {
      const { sql, parameters } = compiled(query)
      return prepare(sql).all(...parameters) as Row[]
    },
    get<Row>(query: Query<Row>) {
      const { sql, parameters } = compiled(query)
      return prepare(sql).get(...parameters) as Row | undefined
    },
    run(query) {
      const { sql, parameters } = compiled(query)
      return prepare(sql).run(...parameters).changes
    },
    transaction: <T>(work: () => T) => inTransaction.immediate(work) as T,
    joinTransaction: <T>(work: () => T) => (db.inTransaction ? work() : (inTransaction.immediate(work) as T)),
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
      db.prepare('UPDATE store_meta SET clean_exit = 1').run()
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
      lock.release()
    },
  }
}
