import type Database from 'better-sqlite3'
import { readyQuery } from './ready-query.ts'
import type { Query, StoreQueries } from './store.ts'

/** Runs queries on a connection, with prepared statements kept by their text; `beforeWriting` hears of what may write. */
export function queriesOn(db: Database.Database, beforeWriting: () => void = () => undefined): StoreQueries {
  const statements = new Map<string, Database.Statement>()
  const prepare = (text: string): Database.Statement => {
    let statement = statements.get(text)
    if (statement === undefined) {
      statement = db.prepare(text)
      statements.set(text, statement)
    }
    if (!statement.readonly) beforeWriting()
    return statement
  }
  // Made once: each making of a transaction costs as much as a short one.
  const inTransaction = db.transaction((work: () => unknown) => work())
  const transaction = <T>(work: () => T): T => {
    beforeWriting()
    return inTransaction.immediate(work) as T
  }
  return {
    all<Row>(query: Query<Row>) {
      const { sql, parameters } = readyQuery(query)
      return prepare(sql).all(...parameters) as Row[]
    },
    get<Row>(query: Query<Row>) {
      const { sql, parameters } = readyQuery(query)
      return prepare(sql).get(...parameters) as Row | undefined
    },
    run(query) {
      const { sql, parameters } = readyQuery(query)
      return prepare(sql).run(...parameters).changes
    },
    transaction,
    joinTransaction: (work) => (db.inTransaction ? work() : transaction(work)),
  }
}
