import type Database from 'better-sqlite3'

/** Says of a fingerprint how many other accounts have it, and the number of their group; null where none has. */
export type SharedPasswords = (fingerprint: Buffer) => { others: number; group: number | null }

const nobody = { others: 0, group: null }

// The group is numbered by the place of its first member, which tells nothing of the password.
const members = (where: string): string => `
  SELECT password_fingerprint, 2 * rowid AS place FROM accounts WHERE ${where}
  UNION ALL SELECT password_fingerprint, 2 * num + 1 AS place FROM directory_users WHERE ${where}`

/** Finds who shares a password, among admins and users: of all at once, one by one as it is asked, or of none. */
export function sharedPasswords(db: Database.Database, how: 'all' | 'as-met' | 'none'): SharedPasswords {
  if (how === 'none') return () => nobody
  const known = new Map<string, { others: number; group: number | null }>()
  if (how === 'all') {
    const groups = db
      .prepare(
        `SELECT password_fingerprint, count(*), min(place) FROM (${members('password_fingerprint IS NOT NULL')})
         GROUP BY password_fingerprint HAVING count(*) > 1`,
      )
      .raw()
      .iterate() as IterableIterator<[Buffer, number, number]>
    for (const [fingerprint, size, place] of groups) {
      known.set(fingerprint.toString('latin1'), { others: size - 1, group: place })
    }
    return (fingerprint) => known.get(fingerprint.toString('latin1')) ?? nobody
  }
  const one = db.prepare(`SELECT count(*), min(place) FROM (${members('password_fingerprint = ?')})`).raw()
  return (fingerprint) => {
    const key = fingerprint.toString('latin1')
    const found = known.get(key)
    if (found !== undefined) return found
    const [size, place] = one.get(fingerprint, fingerprint) as [number, number | null]
    const share = size > 1 ? { others: size - 1, group: place } : nobody
    // Only what is shared is met again.
    if (size > 1) known.set(key, share)
    return share
  }
}
