import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'

const patience = 300

/**
 * Waits until the desk that runs over a store has hashed every password of its directory: a desk that opens the store
 * later would spend its first seconds on what the walk is not about.
 */
export async function waitUntilHashed(storePath: string): Promise<void> {
  const store = new Database(storePath, { readonly: true })
  const plain = store.prepare<[], { left: number }>(`
    SELECT (SELECT count(*) FROM directory_admins WHERE sealed_password IS NOT NULL)
         + (SELECT count(*) FROM directory_users WHERE sealed_password IS NOT NULL) AS left`)
  let left = Infinity
  for (let looks = 0; looks < patience && left > 0; looks++) {
    left = plain.get()?.left ?? 0
    if (left > 0) await pause(100)
  }
  store.close()
  if (left > 0) throw new Error(`${String(left)} passwords of ${storePath} are still not hashed`)
}
