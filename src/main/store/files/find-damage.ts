import Database from 'better-sqlite3'

/** Checks every page, index and reference of a store that nobody writes; gives the first that does not hold. */
export function findDamage(path: string): string | undefined {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    const pages = String(db.pragma('integrity_check(1)', { simple: true }))
    if (pages !== 'ok') return pages
    const dangling = db.pragma('foreign_key_check') as { table: string }[]
    return dangling[0] === undefined ? undefined : `a reference of ${dangling[0].table} leads nowhere`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    db.close()
  }
}
