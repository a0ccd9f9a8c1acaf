import type { CompiledQuery } from 'kysely'

/** Stands for a query of the typed builder, compiled or still to be. */
export type Query<Row> = CompiledQuery<Row> | { compile(): CompiledQuery<Row> }

/** Runs typed queries on an open store, in place; a transaction is a plain function. */
export interface Store {
  readonly path: string
  readonly id: string
  /** Gives every row of a query. */
  all<Row>(query: Query<Row>): Row[]
  /** Gives the first row of a query, or undefined. */
  get<Row>(query: Query<Row>): Row | undefined
  /** Runs a writing query; gives how many rows it changed. */
  run(query: Query<unknown>): number
  /** Runs the work in one durable transaction; a nested call joins in by a savepoint; a throw rolls it back. */
  transaction<T>(work: () => T): T
  /** Runs the work in the transaction that is open, or in one of its own; for work that writes one row at most. */
  joinTransaction<T>(work: () => T): T
  /** Copies the log into the store file and empties it; what somebody still reads of it stays. */
  checkpointLog(): void
  /** Notes a clean end, empties the log, and lets go of the lock. */
  close(): void
}
