import type Database from 'better-sqlite3'
import type { PasswordFacts } from '../accounts/password-facts.ts'
import type { SharedPassword } from '../accounts/shared-passwords.ts'
import { StoreError } from '../store-error.ts'

/** Names the table in which an auditor's copy keeps what is known of passwords. */
export const findingsTable = 'account_findings'

const columns = [
  ['kind', 'TEXT NOT NULL'],
  ['id', 'TEXT NOT NULL'],
  ['backendId', 'TEXT NOT NULL'],
  ['backend', 'TEXT NOT NULL'],
  ['application', 'TEXT'],
  ['userID', 'TEXT NOT NULL'],
  ['account', 'TEXT NOT NULL'],
  ['changedAt', 'TEXT'],
  ['score', 'INTEGER'],
  ['defaultKind', 'TEXT'],
  ['isFingerprinted', 'INTEGER NOT NULL'],
  ['others', 'INTEGER NOT NULL'],
  ['"group"', 'INTEGER'],
] as const satisfies readonly (readonly [string, string])[]

/** Makes the table of findings in an auditor's copy and fills it; gives how many accounts are in it. */
export function writeFindingsTable(copy: Database.Database, facts: Iterable<PasswordFacts>): number {
  const definitions = columns.map(([name, type]) => `${name} ${type}`).join(', ')
  copy.exec(`CREATE TABLE ${findingsTable} (position INTEGER PRIMARY KEY, ${definitions}) STRICT`)
  const places = columns.map(() => '?').join(', ')
  const insert = copy.prepare(`INSERT INTO ${findingsTable} VALUES (?, ${places})`)
  let position = 0
  copy.transaction(() => {
    for (const row of facts) {
      const { kind, id, backendId, backend, application, userID, account, changedAt, score, defaultKind } =
        row
      const { isFingerprinted } = row
      const { others, group } = row.shared()
      insert.run(
        ++position,
        kind,
        id,
        backendId,
        backend,
        application,
        userID,
        account,
        changedAt,
        score,
        defaultKind,
        isFingerprinted ? 1 : 0,
        others,
        group,
      )
    }
  })()
  return position
}

type StoredFacts = Omit<PasswordFacts, 'isFingerprinted' | 'shared'> &
  SharedPassword & { position: number; isFingerprinted: number }

/** Names from where on a copy's table is read, and with whose password alone; both name an account. */
interface FindingsTablePart {
  after?: OneAccount | undefined
  sharing?: OneAccount | undefined
}

type OneAccount = Pick<PasswordFacts, 'kind' | 'id'>

/**
 * Reads the table of findings of an auditor's copy, or a part of it, in its order. It begins anew after an account that
 * is not in it; fails with `damaged` where the order is none.
 */
export function* readFindingsTable(
  copy: Database.Database,
  { after, sharing }: FindingsTablePart = {},
): Generator<PasswordFacts, void> {
  const names = columns.map(([name]) => name).join(', ')
  const numberOf = (column: string, { kind, id }: OneAccount): number | null =>
    copy
      .prepare<[string, string], number | null>(
        `SELECT ${column} FROM ${findingsTable} WHERE kind = ? AND id = ?`,
      )
      .pluck()
      .get(kind, id) ?? null
  const group = sharing === undefined ? undefined : numberOf('"group"', sharing)
  if (group === null) return
  const among = group === undefined ? '' : 'AND "group" = ?'
  const page = copy.prepare(
    `SELECT position, ${names} FROM ${findingsTable} WHERE position > ? ${among} ORDER BY position LIMIT 1000`,
  )
  for (let last = after === undefined ? 0 : (numberOf('position', after) ?? 0); ;) {
    const rows = page.all(...(group === undefined ? [last] : [last, group])) as StoredFacts[]
    for (const { position, isFingerprinted, others, group: ofThis, ...facts } of rows) {
      if (position <= last) throw new StoreError('damaged')
      last = position
      yield { ...facts, isFingerprinted: isFingerprinted === 1, shared: () => ({ others, group: ofThis }) }
    }
    if (rows.length === 0) return
  }
}
