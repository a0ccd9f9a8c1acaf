import type { Insertable } from 'kysely'
import { prepareQuery } from '../directory-prepared-query.ts'
import type { DirectoryCodesTable } from '../schema/built-in-schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Carries a stored code. */
export type DirectoryCodeRow = Omit<DirectoryCodesTable, 'id'> & { id: number }

/** Reads and writes the codes of the built-in backend. */
export interface DirectoryCodeRows {
  get(id: number): DirectoryCodeRow | undefined
  /** Gives the live code of a recipient, by one channel or by whichever was used last. */
  live(
    recipient: string,
    purpose: DirectoryCodesTable['purpose'],
    channel?: DirectoryCodesTable['channel'],
  ): DirectoryCodeRow | undefined
  /** Gives when codes were sent to a recipient after a time, newest first. */
  sentSince(recipient: string, purpose: DirectoryCodesTable['purpose'], after: string): string[]
  /** Dates the codes of a recipient that were sent after a time to that time. */
  noLaterThan(recipient: string, purpose: DirectoryCodesTable['purpose'], at: string): void
  insert(row: Insertable<DirectoryCodesTable>): number
  /** Gives a fresh code the number by which the wire names it: its own. */
  numberAfterItself(id: number): void
  update(id: number, values: Partial<Omit<DirectoryCodesTable, 'id'>>): void
  /** Voids the live codes of a recipient. */
  voidLive(recipient: string, purpose: DirectoryCodesTable['purpose']): void
  /** Uses a live code up; gives false where it is live no more. */
  useUp(id: number): boolean
  /** Forgets codes that are over and older than a time. */
  prune(before: string): void
}

const table = 'directory_codes'
const byId = prepareQuery((id: number) => sql.selectFrom(table).selectAll().where('id', '=', id))
const liveOf = prepareQuery((recipient: string, purpose: DirectoryCodesTable['purpose']) =>
  sql
    .selectFrom(table)
    .selectAll()
    .where('recipient', '=', recipient)
    .where('purpose', '=', purpose)
    .where('state', '=', 'live')
    .orderBy('id', 'desc')
    .limit(1),
)

/** Makes the repository of the built-in backend's codes. */
export function directoryCodeRows(store: Store): DirectoryCodeRows {
  return {
    get: (id) => store.get(byId(id)),
    live(recipient, purpose, channel) {
      if (channel === undefined) return store.get(liveOf(recipient, purpose))
      const rows = sql
        .selectFrom(table)
        .selectAll()
        .where('recipient', '=', recipient)
        .where('state', '=', 'live')
      return store.get(rows.where('purpose', '=', purpose).where('channel', '=', channel))
    },
    sentSince: (recipient, purpose, after) =>
      store
        .all(
          sql
            .selectFrom(table)
            .select('created_at')
            .where('recipient', '=', recipient)
            .where('purpose', '=', purpose)
            .where('created_at', '>', after)
            .where('imported', '=', 0)
            .orderBy('created_at', 'desc')
            .limit(100),
        )
        .map((row) => row.created_at),
    noLaterThan(recipient, purpose, at) {
      store.run(
        sql
          .updateTable(table)
          .set({ created_at: at })
          .where('recipient', '=', recipient)
          .where('purpose', '=', purpose)
          .where('created_at', '>', at),
      )
    },
    insert: (row) => store.get(sql.insertInto(table).values(row).returning('id'))?.id ?? 0,
    numberAfterItself(id) {
      store.run(sql.updateTable(table).set({ codeid: id }).where('id', '=', id))
    },
    update(id, values) {
      store.run(sql.updateTable(table).set(values).where('id', '=', id))
    },
    voidLive(recipient, purpose) {
      store.run(
        sql
          .updateTable(table)
          .set({ state: 'void' })
          .where('recipient', '=', recipient)
          .where('purpose', '=', purpose)
          .where('state', '=', 'live'),
      )
    },
    useUp: (id) =>
      store.run(
        sql.updateTable(table).set({ state: 'used' }).where('id', '=', id).where('state', '=', 'live'),
      ) === 1,
    prune(before) {
      store.run(sql.deleteFrom(table).where('created_at', '<', before).where('state', '!=', 'live'))
    },
  }
}
