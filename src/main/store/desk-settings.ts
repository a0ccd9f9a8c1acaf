import type { DeskSettingsTable } from './schema/credential-schema.ts'
import { prepareQuery } from './directory-prepared-query.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Reads and writes the settings of the desk, unchecked. */
export interface DeskSettingRows {
  get(name: string): DeskSettingsTable | undefined
  save(row: DeskSettingsTable): void
}

const table = 'desk_settings'
const byName = prepareQuery((name: string) => sql.selectFrom(table).selectAll().where('name', '=', name))

/** Makes the repository of the desk's settings. */
export function deskSettingRows(store: Store): DeskSettingRows {
  return {
    get: (name) => store.get(byName(name)),
    save(row) {
      store.run(
        sql
          .insertInto(table)
          .values(row)
          .onConflict((on) => on.column('name').doUpdateSet(row)),
      )
    },
  }
}
