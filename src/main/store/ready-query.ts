import type { CompiledQuery } from 'kysely'
import type { Query } from './store.ts'

/** Stands for a query whose text is made, with its values. */
export type ReadyQuery<Row = unknown> = CompiledQuery<Row>

/** Makes the text of a query, unless that is done. */
export function readyQuery<Row>(query: Query<Row>): ReadyQuery<Row> {
  return 'sql' in query ? query : query.compile()
}
