import type Database from 'better-sqlite3'
import type { DefaultKind } from '../../../shared/model/password-findings.ts'
import { readFindingsTable } from './findings-table.ts'
import { openForReading } from '../files/open-for-reading.ts'
import type { PasswordFacts } from '../accounts/password-facts.ts'
import { demandPlainFindings } from './plain-findings.ts'
import {
  sharedPasswords,
  sharersOf,
  unsharedPasswords,
  type SharedPasswords,
} from '../accounts/shared-passwords.ts'

/** Marks an account in the order in which they are read: admins by name, then users by number. */
export type FactsPlace = readonly [kind: 'admin' | 'user', key: string, id: string]

/** Names one account of either kind. */
export type AccountName = Pick<PasswordFacts, 'kind' | 'id'>

/** Reads what a store, or an auditor's copy of one, keeps of passwords, in one read transaction beside its writer. */
export interface FindingsReader {
  storeId: string
  /** Gives every account, admins by name and then users by number, or sooner in any order. */
  facts(inAnyOrder?: boolean): Generator<PasswordFacts, void>
  /** Gives the accounts after a place, quickly to the first. */
  factsAfter(place: FactsPlace | undefined): Generator<PasswordFacts, void>
  /** Gives the accounts with the same password as one, itself among them, after a place. */
  factsSharing(one: AccountName, place: FactsPlace | undefined): Generator<PasswordFacts, void>
  close(): void
}

const batch = 1000
const judgedSince = 3

/** Gives the place of an account for reading on after it. */
export function factsPlace({ kind, id, account }: PasswordFacts): FactsPlace {
  return [kind, account, id]
}

/**
 * Opens a store's findings for reading only; needs no key. Fails with a `StoreError`, and where anybody may have written
 * the file (`isForeign`) with `damaged`, unless its accounts are such as a store has.
 */
export function openFindingsReader(path: string, { isForeign = false } = {}): FindingsReader {
  const { db, version, isAuditCopy, close } = openForReading(path)
  const isJudged = version >= judgedSince
  try {
    if (isForeign) demandPlainFindings(db, { isAuditCopy, isJudged })
    return readerOver({ db, isAuditCopy, isJudged, close })
  } catch (error) {
    close()
    throw error
  }
}

function readerOver({ db, isAuditCopy, isJudged, close }: OpenedFindings): FindingsReader {
  const storeId = String(db.prepare('SELECT store_id FROM store_meta').pluck().get())
  const inStore = (from: Pick<FactsQuery, 'after' | 'inAnyOrder' | 'among'>) =>
    accountsThenUsers(db, { shared: isJudged ? sharedPasswords(db) : unsharedPasswords, isJudged, ...from })
  return {
    storeId,
    facts: (inAnyOrder = false) => (isAuditCopy ? readFindingsTable(db) : inStore({ inAnyOrder })),
    factsAfter: (after) =>
      isAuditCopy ? readFindingsTable(db, { after: accountAt(after) }) : inStore({ after }),
    *factsSharing({ kind, id }, after) {
      if (isAuditCopy) {
        yield* readFindingsTable(db, { after: accountAt(after), sharing: { kind, id } })
        return
      }
      const rowid = isJudged ? rowidOf(db, kind, id) : undefined
      if (rowid !== undefined) yield* inStore({ after, among: sharersOf(db, kind, rowid) })
    },
    close,
  }
}

interface OpenedFindings {
  db: Database.Database
  isAuditCopy: boolean
  isJudged: boolean
  close: () => void
}

const accountAt = (place: FactsPlace | undefined): AccountName | undefined =>
  place === undefined ? undefined : { kind: place[0], id: place[2] }

/** Carries an account as an array in the order of the columns asked for, the quickest form to read many. */
type StoredFacts = [
  rowid: number,
  id: string | number,
  application: string | null,
  userID: string | number,
  account: string,
  changedAt: string | null,
  score: number | null,
  isFingerprinted: 0 | 1,
  defaultKind: DefaultKind | null,
  backendId: string,
]

interface FactsQuery {
  shared: SharedPasswords
  isJudged: boolean
  after?: FactsPlace | undefined
  inAnyOrder?: boolean
  /** Names those who are meant by their places in their tables; absent, everybody is. */
  among?: Record<PasswordFacts['kind'], readonly number[]>
}

function rowidOf(db: Database.Database, kind: PasswordFacts['kind'], id: string): number | undefined {
  const found =
    kind === 'admin'
      ? db.prepare('SELECT rowid FROM accounts WHERE id = ?')
      : db.prepare('SELECT num FROM directory_users WHERE num = ?')
  return found.pluck().get(id) as number | undefined
}

const isAmong = (column: string, among: FactsQuery['among']): string =>
  among === undefined ? '' : `AND ${column} IN (SELECT value FROM json_each(?))`
const rowsOf = (among: FactsQuery['among'], kind: PasswordFacts['kind']): string[] =>
  among === undefined ? [] : [JSON.stringify(among[kind])]

function* accountsThenUsers(db: Database.Database, query: FactsQuery): Generator<PasswordFacts, void> {
  const { after, shared } = query
  const backends = new Map(db.prepare('SELECT id, name FROM backends').raw().all() as [string, string][])
  const facts = (kind: PasswordFacts['kind'], row: StoredFacts): PasswordFacts => ({
    kind,
    id: String(row[1]),
    backendId: row[9],
    backend: backends.get(row[9]) ?? '',
    application: row[2],
    userID: String(row[3]),
    account: row[4],
    changedAt: row[5],
    score: row[6],
    isFingerprinted: row[7] === 1,
    defaultKind: row[8],
    shared: () => shared(kind, row[0]),
  })
  if (after?.[0] !== 'user') for (const row of storedAccounts(db, query)) yield facts('admin', row)
  for (const row of storedUsers(db, query)) yield facts('user', row)
}

function* storedAccounts(db: Database.Database, query: FactsQuery): Generator<StoredFacts, void> {
  const { after, isJudged, inAnyOrder = false, among } = query
  const judged = isJudged ? 'password_fingerprint IS NOT NULL, password_default' : '0, NULL'
  const [place, order] = inAnyOrder ? ['rowid > ?', 'rowid'] : ['(account, id) > (?, ?)', 'account, id']
  const read = (row: StoredFacts): unknown[] => (inAnyOrder ? [row[0]] : [row[4], row[1]])
  const page = db
    .prepare(
      `SELECT rowid, id, NULL, user_id, account, password_changed_at, password_score, ${judged}, backend_id
       FROM accounts WHERE ${place} ${isAmong('rowid', among)} ORDER BY ${order} LIMIT ${String(batch)}`,
    )
    .raw()
  yield* allPages(
    (from) => page.all(...from, ...rowsOf(among, 'admin')) as StoredFacts[],
    inAnyOrder ? [0] : [after?.[1] ?? '', after?.[2] ?? ''],
    read,
  )
}

function* storedUsers(
  db: Database.Database,
  { after, isJudged, among }: FactsQuery,
): Generator<StoredFacts, void> {
  const judged = isJudged
    ? 'password_changed_at, password_score, password_fingerprint IS NOT NULL, password_default'
    : 'NULL, NULL, 0, NULL'
  const page = db
    .prepare(
      `SELECT num, num, appid, uid, account, ${judged}, (SELECT id FROM backends WHERE built_in = 1)
       FROM directory_users WHERE num > ? ${isAmong('num', among)} ORDER BY num LIMIT ${String(batch)}`,
    )
    .raw()
  yield* allPages(
    (from) => page.all(...from, ...rowsOf(among, 'user')) as StoredFacts[],
    [after?.[0] === 'user' ? Number(after[2]) : 0],
    (row) => [row[0]],
  )
}

/** Reads page by page: a statement that is stepped through row by row would take as long again. */
function* allPages(
  page: (from: readonly unknown[]) => StoredFacts[],
  first: readonly unknown[],
  placeOf: (row: StoredFacts) => readonly unknown[],
): Generator<StoredFacts, void> {
  for (let from = first; ;) {
    const rows = page(from)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) return
    from = placeOf(last)
  }
}
