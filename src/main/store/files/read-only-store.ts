import { openForReading, type ReadingConnection } from './open-for-reading.ts'
import { readyQuery } from '../ready-query.ts'
import { StoreError } from '../store-error.ts'
import type { Query, Store } from '../store.ts'

/**
 * Opens a store beside whoever holds it, for reading in one transaction: what writes fails, and the file stays as it
 * is. Fails with a `StoreError`.
 */
export function openReadOnlyStore(path: string): Store {
  const connection = openForReading(path)
  try {
    return readingStore(path, connection)
  } catch (cause) {
    connection.close()
    throw new StoreError('damaged', null, { cause })
  }
}

function readingStore(path: string, { db, close }: ReadingConnection): Store {
  const refuse = (): never => {
    throw new StoreError('not-writable')
  }
  return {
    path,
    id: String(db.prepare('SELECT store_id FROM store_meta').pluck().get()),
    all<Row>(query: Query<Row>) {
      const { sql, parameters } = readyQuery(query)
      return db.prepare(sql).all(...parameters) as Row[]
    },
    get<Row>(query: Query<Row>) {
      const { sql, parameters } = readyQuery(query)
      return db.prepare(sql).get(...parameters) as Row | undefined
    },
    run: refuse,
    transaction: (work) => work(),
    joinTransaction: (work) => work(),
    turnByTurn: refuse,
    checkpointLog: refuse,
    close,
  }
}
