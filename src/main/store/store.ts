import type { CompiledQuery } from 'kysely'

/** Stands for a query of the typed builder, compiled or still to be. */
export type Query<Row> = CompiledQuery<Row> | { compile(): CompiledQuery<Row> }

/** Runs typed queries on a connection, in place; a transaction is a plain function. */
export interface StoreQueries {
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
}

/** Does long work in one transaction over many turns of the loop; each `yield` ends a step of it. */
export type SteppedWork<T> = (inside: StoreQueries) => Generator<unknown, T, undefined>

/** Runs typed queries on an open store, and holds it until it is closed. */
export interface Store extends StoreQueries {
  readonly path: string
  readonly id: string
  /**
   * Does work in one durable transaction over many turns, in which everything else goes on: reads see what was before,
   * and a write has the work begin anew. A throw takes all of it back.
   */
  turnByTurn<T>(work: SteppedWork<T>): Promise<T>
  /** Copies the log into the store file and empties it; what somebody still reads of it stays. */
  checkpointLog(): void
  /** Notes a clean end, empties the log, and lets go of the lock, also where one of these fails. */
  close(): void
}
