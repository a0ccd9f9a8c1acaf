import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Reads and writes what the store says of itself, and the looks of the page. */
export interface StoreMeta {
  isRecoveryProven(): boolean
  setRecoveryProven(proven: boolean): void
  setPublicKey(key: Buffer): void
  publicKey(): Buffer | null
  preference(key: string): string | undefined
  setPreference(key: string, value: string): void
}

/** Makes the repository of the store's own row. */
export function storeMeta(store: Store): StoreMeta {
  const row = () => store.get(sql.selectFrom('store_meta').selectAll())
  return {
    isRecoveryProven: () => row()?.recovery_proven === 1,
    setRecoveryProven(proven) {
      store.run(sql.updateTable('store_meta').set({ recovery_proven: proven ? 1 : 0 }))
    },
    setPublicKey(key) {
      store.run(sql.updateTable('store_meta').set({ checkpoint_public_key: key }))
    },
    publicKey: () => row()?.checkpoint_public_key ?? null,
    preference: (key) =>
      store.get(sql.selectFrom('preferences').select('value').where('key', '=', key))?.value,
    setPreference(key, value) {
      store.run(
        sql
          .insertInto('preferences')
          .values({ key, value })
          .onConflict((on) => on.column('key').doUpdateSet({ value })),
      )
    },
  }
}
