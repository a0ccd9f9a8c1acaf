import type Database from 'better-sqlite3'
import { defaultKinds } from '../../../shared/model/password-findings.ts'
import { isPlainTable } from './audit-structure.ts'
import { findingsTable } from './findings-table.ts'
import { StoreError } from '../store-error.ts'

type Cell = 'text' | 'text?' | 'number' | 'number?' | 'time?' | 'default?' | 'bytes?' | 'kind'

const longestText = 4096
const batch = 1000
const leastRow = -(2n ** 63n)

const isText = (column: string): string =>
  `typeof(${column}) = 'text' AND octet_length(${column}) <= ${String(longestText)}`
const isOneOf = (column: string, names: readonly string[]): string =>
  `${column} COLLATE BINARY IN (${names.map((name) => `'${name}'`).join(', ')})`
const isNumber = (column: string): string =>
  `typeof(${column}) = 'integer' AND ${column} BETWEEN 0 AND ${String(Number.MAX_SAFE_INTEGER)}`

/** Says in SQL whether a cell is such as a Latchkey writes there; `?` stands for one that may be empty. */
const conditions: Record<Cell, (column: string) => string> = {
  text: isText,
  'text?': (column) => `${column} IS NULL OR ${isText(column)}`,
  number: isNumber,
  'number?': (column) => `${column} IS NULL OR ${isNumber(column)}`,
  'time?': (column) =>
    `${column} IS NULL OR ${isText(column)} AND ${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'
     AND julianday(${column}) IS NOT NULL`,
  'default?': (column) => `${column} IS NULL OR ${isText(column)} AND ${isOneOf(column, defaultKinds)}`,
  'bytes?': (column) => `${column} IS NULL OR typeof(${column}) = 'blob' AND octet_length(${column}) <= 64`,
  kind: (column) => `${isText(column)} AND ${isOneOf(column, ['admin', 'user'])}`,
}

type Cells = Readonly<Record<string, Cell>>

const ofCopy: Record<string, Cells> = {
  [findingsTable]: {
    position: 'number',
    kind: 'kind',
    id: 'text',
    backendId: 'text',
    backend: 'text',
    application: 'text?',
    userID: 'text',
    account: 'text',
    changedAt: 'time?',
    score: 'number?',
    defaultKind: 'default?',
    isFingerprinted: 'number',
    others: 'number',
    '"group"': 'number?',
  },
}
const judged: Cells = { password_fingerprint: 'bytes?', password_default: 'default?' }
const dated: Cells = { password_changed_at: 'time?', password_score: 'number?' }

const ofStore = (isJudged: boolean): Record<string, Cells> => ({
  backends: { id: 'text', name: 'text', built_in: 'number' },
  accounts: {
    ...{ id: 'text', backend_id: 'text', user_id: 'text', account: 'text' },
    ...dated,
    ...(isJudged ? judged : {}),
  },
  directory_users: {
    ...{ num: 'number', appid: 'text', uid: 'number', account: 'text' },
    ...(isJudged ? { ...dated, ...judged } : {}),
  },
})

/**
 * Fails with `damaged` where what a file that anybody may have written holds of accounts is not such as a store has:
 * a view in place of a table could be endless, and a text of any length or kind would be read whole.
 */
export function demandPlainFindings(
  db: Database.Database,
  { isAuditCopy, isJudged }: { isAuditCopy: boolean; isJudged: boolean },
): void {
  const tables = isAuditCopy ? ofCopy : ofStore(isJudged)
  for (const [table, cells] of Object.entries(tables))
    if (!isPlainTable(db, table) || !holdsOnly(db, table, cells)) throw new StoreError('damaged')
}

/** Goes along a table part by part: one whose pages lead in a circle ends where it no longer goes on. */
function holdsOnly(db: Database.Database, table: string, cells: Cells): boolean {
  // A column of that name would stand for the place of a row.
  const isHidden = db.prepare("SELECT 1 FROM pragma_table_info(?) WHERE lower(name) = 'rowid'").get(table)
  if (isHidden !== undefined) return false
  const isPlain = Object.entries({ ...cells, rowid: 'number' as const })
    .map(([column, cell]) => `(${conditions[cell](column)})`)
    .join(' AND ')
  const part = db
    .prepare<[bigint], [last: number | null, arePlain: number | null]>(
      `SELECT max(place), min(isPlain) FROM (SELECT rowid AS place, ${isPlain} AS isPlain
         FROM ${table} NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT ${String(batch)})`,
    )
    .raw()
  for (let from = leastRow; ;) {
    const [last, arePlain] = part.get(from) ?? [null, null]
    if (last === null) return true
    if (arePlain !== 1 || BigInt(last) < from) return false
    from = BigInt(last) + 1n
  }
}
