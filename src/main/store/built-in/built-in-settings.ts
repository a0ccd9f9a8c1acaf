import type { BuiltInSettingsTable } from '../schema/built-in-schema.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Reads and writes the settings of the built-in backend, unchecked. */
export interface BuiltInSettingRows {
  get(name: BuiltInSettingsTable['name']): BuiltInSettingsTable | undefined
  save(row: BuiltInSettingsTable): void
}

const table = 'built_in_settings'
const byName = prepareQuery((name: BuiltInSettingsTable['name']) =>
  sql.selectFrom(table).selectAll().where('name', '=', name),
)

/** Makes the repository of the built-in backend's settings. */
export function builtInSettingRows(store: Store): BuiltInSettingRows {
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
