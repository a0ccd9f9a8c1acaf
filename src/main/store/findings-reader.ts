import type Database from 'better-sqlite3'
import type { DefaultKind } from '../../shared/model/password-findings.ts'
import { readFindingsTable } from './findings-table.ts'
import { openForReading } from './open-for-reading.ts'
import type { PasswordFacts } from './password-facts.ts'
import { sharedPasswords, type SharedPasswords } from './shared-passwords.ts'

/** Marks an account in the order in which they are read: admins by name, then users by number. */
export type FactsPlace = readonly [kind: 'admin' | 'user', key: string, id: string]

/** Reads what a store, or an auditor's copy of one, keeps of passwords, in one read transaction beside its writer. */
export interface FindingsReader {
  storeId: string
  /** Gives every account. */
  facts(): Generator<PasswordFacts, void>
  /** Gives the accounts after a place, quickly to the first; not for a copy. */
  factsAfter(place: FactsPlace | undefined): Generator<PasswordFacts, void>
  close(): void
}

const batch = 1000
const judgedSince = 3

/** Gives the place of an account for reading on after it. */
export function factsPlace({ kind, id, account }: PasswordFacts): FactsPlace {
  return [kind, account, id]
}

/** Opens a store's findings for reading only; needs no key. Fails with a `StoreError`. */
export function openFindingsReader(path: string): FindingsReader {
  const { db, version, isAuditCopy, close } = openForReading(path)
  const storeId = String(db.prepare('SELECT store_id FROM store_meta').pluck().get())
  const isJudged = version >= judgedSince
  const inStore = (shared: SharedPasswords, after?: FactsPlace) =>
    accountsThenUsers(db, { shared, isJudged, after })
  return {
    storeId,
    facts: () =>
      isAuditCopy ? readFindingsTable(db) : inStore(sharedPasswords(db, isJudged ? 'all' : 'none')),
    factsAfter: (place) => inStore(sharedPasswords(db, isJudged ? 'as-met' : 'none'), place),
    close,
  }
}

/** Carries an account as an array in the order of the columns asked for, the quickest form to read many. */
type StoredFacts = [
  id: string | number,
  application: string | null,
  userID: string | number,
  account: string,
  changedAt: string | null,
  score: number | null,
  fingerprint: Buffer | null,
  defaultKind: DefaultKind | null,
  backendId: string,
]

interface FactsQuery {
  shared: SharedPasswords
  isJudged: boolean
  after: FactsPlace | undefined
}

function* accountsThenUsers(
  db: Database.Database,
  { after, isJudged, shared }: FactsQuery,
): Generator<PasswordFacts, void> {
  const backends = new Map(db.prepare('SELECT id, name FROM backends').raw().all() as [string, string][])
  const judged = (columns: string): string => (isJudged ? columns : columns.replaceAll(/\w+/g, 'NULL'))
  const facts = (kind: PasswordFacts['kind'], row: StoredFacts): PasswordFacts => {
    const fingerprint = row[6]
    const share = fingerprint === null ? null : shared(fingerprint)
    return {
      kind,
      id: String(row[0]),
      backendId: row[8],
      backend: backends.get(row[8]) ?? '',
      application: row[1],
      userID: String(row[2]),
      account: row[3],
      changedAt: row[4],
      score: row[5],
      defaultKind: row[7],
      isFingerprinted: fingerprint !== null,
      others: share?.others ?? 0,
      group: share?.group ?? null,
    }
  }
  if (after?.[0] !== 'user') {
    const page = db
      .prepare(
        `SELECT id, NULL, user_id, account, password_changed_at, password_score,
           ${judged('password_fingerprint, password_default')}, backend_id
         FROM accounts WHERE (account, id) > (?, ?) ORDER BY account, id LIMIT ${String(batch)}`,
      )
      .raw()
    let place = after === undefined ? ['', ''] : [after[1], after[2]]
    for (;;) {
      const rows = page.all(...place) as StoredFacts[]
      for (const row of rows) yield facts('admin', row)
      const last = rows.at(-1)
      if (last === undefined || rows.length < batch) break
      place = [last[3], String(last[0])]
    }
  }
  const page = db
    .prepare(
      `SELECT num, appid, uid, account,
         ${judged('password_changed_at, password_score, password_fingerprint, password_default')},
         (SELECT id FROM backends WHERE built_in = 1)
       FROM directory_users WHERE num > ? ORDER BY num LIMIT ${String(batch)}`,
    )
    .raw()
  let num = after?.[0] === 'user' ? Number(after[2]) : 0
  for (;;) {
    const rows = page.all(num) as StoredFacts[]
    for (const row of rows) yield facts('user', row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) return
    num = Number(last[0])
  }
}
