import { sql as raw } from 'kysely'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

const wide = -65_536

/** Gives many writes in no order room for the pages that they touch, where the usual room would have them read anew. */
export function withWideCache<T>(store: Store, work: () => T): T {
  const usual = store.get(raw<{ cache_size: number }>`PRAGMA cache_size`.compile(sql))?.cache_size ?? 0
  setCache(store, wide)
  try {
    return work()
  } finally {
    setCache(store, usual)
  }
}

function setCache(store: Store, size: number): void {
  store.run(raw`PRAGMA cache_size = ${raw.lit(size)}`.compile(sql))
}
