import type Database from 'better-sqlite3'
import type { PasswordFacts } from './password-facts.ts'
import type { SharedPassword } from './shared-passwords.ts'

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

/** Reads the table of findings of an auditor's copy, in its order. */
export function* readFindingsTable(copy: Database.Database): Generator<PasswordFacts, void> {
  const names = columns.map(([name]) => name).join(', ')
  const page = copy.prepare(
    `SELECT position, ${names} FROM ${findingsTable} WHERE position > ? ORDER BY position LIMIT 1000`,
  )
  for (let after = 0; ;) {
    const rows = page.all(after) as StoredFacts[]
    for (const { position, isFingerprinted, others, group, ...facts } of rows) {
      after = position
      yield { ...facts, isFingerprinted: isFingerprinted === 1, shared: () => ({ others, group }) }
    }
    if (rows.length === 0) return
  }
}
