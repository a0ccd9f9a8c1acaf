import type { DirectoryApplicationsTable } from './schema.ts'
import { prepareQuery } from './directory-prepared-query.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Reads and writes the directory's applications, unchecked. */
export interface DirectoryApplicationRows {
  get(appid: string): DirectoryApplicationsTable | undefined
  /** Gives applications by appid, after one where one is given; `search` is a part of appid or name. */
  list(search: string, after: string | undefined, limit: number): DirectoryApplicationsTable[]
  insert(row: DirectoryApplicationsTable): void
  update(row: DirectoryApplicationsTable): void
}

const table = 'directory_applications'
const byAppid = prepareQuery((appid: string) => sql.selectFrom(table).selectAll().where('appid', '=', appid))

/** Makes the repository of the directory's applications. */
export function directoryApplicationRows(store: Store): DirectoryApplicationRows {
  return {
    get: (appid) => store.get(byAppid(appid)),
    list(search, after, limit) {
      let query = sql.selectFrom(table).selectAll().orderBy('appid').limit(limit)
      if (after !== undefined) query = query.where('appid', '>', after)
      const part = search.trim().toLowerCase()
      if (part === '') return store.all(query)
      return store.all(
        query.where((where) =>
          where.or(
            (['appid', 'name'] as const).map((column) =>
              where(where.fn<number>('instr', [where.fn('lower', [column]), where.val(part)]), '>', 0),
            ),
          ),
        ),
      )
    },
    insert(row) {
      store.run(sql.insertInto(table).values(row))
    },
    update(row) {
      store.run(sql.updateTable(table).set(row).where('appid', '=', row.appid))
    },
  }
}
