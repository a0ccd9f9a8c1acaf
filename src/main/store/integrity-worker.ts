import Database from 'better-sqlite3'

/** Checks the pages of a store with SQLite's `quick_check`; gives what it found, nothing where all is well. */
export function quickCheck(task: { path: string }): string[] {
  const db = new Database(task.path, { readonly: true, fileMustExist: true })
  try {
    // Every page is read once: what is kept of them afterwards is of no use.
    db.pragma('cache_size = -1000')
    const found = db.prepare('PRAGMA quick_check(20)').pluck().all() as string[]
    return found.filter((line) => line !== 'ok')
  } catch (error) {
    // Some damage ends the check itself instead of being listed by it.
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    db.close()
  }
}
