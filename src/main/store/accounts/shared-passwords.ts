import type Database from 'better-sqlite3'

/** Says how many other accounts have the same password, and the number of their group; null where none has. */
export interface SharedPassword {
  others: number
  group: number | null
}

/** Gives who shares an account's password; the account is named by its kind and its place in its table. */
export type SharedPasswords = (kind: 'admin' | 'user', rowid: number) => SharedPassword

const nobody: SharedPassword = { others: 0, group: null }
const mostAskedAlone = 1000

// Who shares a password is told by places: a fingerprint itself is never read, which would cost more than all else.
const places = { admin: '2 * rowid', user: '2 * num + 1' } as const
const placeOf = (kind: keyof typeof places, rowid: number): number => 2 * rowid + (kind === 'user' ? 1 : 0)
const members = (where: string): string => `
  SELECT password_fingerprint, ${places.admin} AS place FROM accounts WHERE ${where}
  UNION ALL SELECT password_fingerprint, ${places.user} FROM directory_users WHERE ${where}`

// The limit keeps the order of the two indexes, which are merged: nothing is sorted to find what stands together.
const groups = `SELECT group_concat(place)
  FROM (${members('password_fingerprint IS NOT NULL')} ORDER BY password_fingerprint LIMIT -1)
  GROUP BY password_fingerprint HAVING count(*) > 1`

const tables = { admin: 'accounts', user: 'directory_users' } as const
const sameAs = (kind: keyof typeof tables): string =>
  `SELECT place FROM (${members(`password_fingerprint = (SELECT password_fingerprint FROM ${tables[kind]} WHERE rowid = ?)`)})`

/** Finds who shares a password, among admins and users: one by one as it is asked, and of all once it is asked often. */
export function sharedPasswords(db: Database.Database): SharedPasswords {
  const known = new Map<number, SharedPassword>()
  const note = (group: readonly number[]): void => {
    // The group is numbered by the place of its first member, which tells nothing of the password.
    const share = { others: group.length - 1, group: group.reduce((one, other) => Math.min(one, other)) }
    for (const place of group) known.set(place, share)
  }
  const noteAll = (): void => {
    for (const group of db.prepare(groups).pluck().iterate() as IterableIterator<string>)
      note(group.split(',').map(Number))
  }
  const alone = {
    admin: db.prepare(sameAs('admin')).pluck(),
    user: db.prepare(sameAs('user')).pluck(),
  }
  let asked = 0
  return (kind, rowid) => {
    const place = placeOf(kind, rowid)
    if (asked <= mostAskedAlone && !known.has(place)) {
      asked++
      if (asked > mostAskedAlone) noteAll()
      else {
        const group = alone[kind].all(rowid, rowid) as number[]
        if (group.length > 1) note(group)
      }
    }
    return known.get(place) ?? nobody
  }
}

/** Gives all with the same password as an account by their rows, itself among them; nobody where it shares it with none. */
export function sharersOf(
  db: Database.Database,
  kind: 'admin' | 'user',
  rowid: number,
): Record<'admin' | 'user', number[]> {
  const group = db.prepare(sameAs(kind)).pluck().all(rowid, rowid) as number[]
  const rowsOf = (sign: 0 | 1): number[] =>
    group.length < 2 ? [] : group.filter((place) => place % 2 === sign).map((place) => (place - sign) / 2)
  return { admin: rowsOf(0), user: rowsOf(1) }
}

/** Says that nobody shares a password, where a store keeps nothing by which it would show. */
export const unsharedPasswords: SharedPasswords = () => nobody
