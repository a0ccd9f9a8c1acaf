import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAuditCopy } from '../../../src/main/store/audit/audit-copy.ts'
import { openFindingsReader } from '../../../src/main/store/audit/findings-reader.ts'
import { findingSorts } from '../../../src/shared/model/listed-findings.ts'
import { makeJudgedStore } from '../../support/judged-store.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
const common = { password: 'OpenIM@123', score: 1, defaultKind: 'common' }
let at: TestDesk
let store = ''
let copy = ''
beforeAll(async () => {
  at = await startTestDesk()
  store = makeJudgedStore(join(at.folder, 'other'), {
    admins: {
      bob: { password: 'shared', score: 4, changedAt: daysAgo(30) },
      cho: { ...common, changedAt: daysAgo(300) },
      dan: { password: 'its own', score: 4, changedAt: daysAgo(32) },
    },
    users: {
      amy: { password: 'shared', score: 4, changedAt: daysAgo(29) },
      bea: { password: 'weak one', score: 2 },
      dot: {},
    },
  })
  copy = join(at.folder, 'taken.latchkey')
  writeFileSync(copy, '')
  const reader = openFindingsReader(store)
  const [storeId, copiedAt] = [reader.storeId, '2026-06-01T00:00:00.000Z']
  const nothing = { publicKey: null, events: [], checkpoints: [], anchorLines: [] }
  writeAuditCopy(copy, { storeId, copiedAt, ...nothing, facts: reader.facts() })
  reader.close()
})
afterAll(() => at.end())

type Asked = Parameters<TestDesk['desk']['audit']['listCopyFindings']>[0]
let askers = 0
const list = (path: string, asked: Partial<Asked> = {}, asker = `asker ${String(++askers)}`) =>
  at.desk.audit.listCopyFindings({ path, finding: 'any', limit: 50, ...asked }, { name: asker })
const names = async (path: string, asked: Partial<Asked> = {}): Promise<string> =>
  (await list(path, asked)).rows.map(({ account }) => account).join(' ')
const ofEach = (): [string, string][] => [
  ['store', store],
  ['copy', copy],
]
const ownCount = (): number => at.desk.audit.list({}, { limit: 1 }).total

/** Makes a copy of a file that was changed by somebody who has SQLite, and says where it is. */
function changed(from: string, name: string, work: (db: Database.Database) => void): string {
  const path = join(at.folder, name)
  copyFileSync(from, path)
  const db = new Database(path)
  db.unsafeMode()
  db.pragma('foreign_keys = OFF')
  work(db)
  if (from === store) db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return path
}
/** Puts a value in the place of every cell of a column, whatever the column takes. */
const forge = (table: string, type: string, column: string, value: string) => (db: Database.Database) => {
  db.pragma('writable_schema = ON')
  db.prepare("UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = ?").run(table)
  db.prepare('UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?').run(
    `${column} ${type}`,
    `${column} BLOB`,
    table,
  )
  db.pragma('writable_schema = RESET')
  db.exec(`UPDATE ${table} SET ${column} = ${value}`)
}

describe('the findings of another file', () => {
  it('stand in one row an account, with all of them, and come page by page, each once', async () => {
    for (const [kind, path] of ofEach()) {
      const seen: unknown[] = []
      let cursor: string | null = null
      do {
        const page: Awaited<ReturnType<typeof list>> = await list(path, {
          limit: 1,
          ...(cursor === null ? {} : { cursor }),
        })
        expect(page.rows.length).toBeLessThanOrEqual(1)
        seen.push(...page.rows.map(({ account, findings }) => [account, findings]))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect([kind, seen]).toEqual([
        kind,
        [
          ['bob', ['reused']],
          ['cho', ['default', 'weak', 'stale']],
          ['amy', ['reused']],
          ['bea', ['weak']],
        ],
      ])
    }
  })

  it('are counted, narrowed, sorted and told to be the same alike in a store and in a copy of it', async () => {
    for (const [, path] of ofEach()) {
      expect(await at.desk.audit.countCopyFindings({ path })).toMatchObject({
        ...{ accounts: 6, default: 1, reused: 2, weak: 2, stale: 1, notJudged: 1 },
      })
      expect(await names(path, { finding: 'weak', kind: 'user' })).toBe('bea')
      expect(await names(path, { finding: 'not-judged' })).toBe('dot')
      expect(await names(path, { finding: 'none' })).toBe('dan')
      expect(await names(path, { search: 'CHAT' })).toBe('bob cho')
      for (const sort of findingSorts)
        expect((await list(path, { sort })).rows).toEqual((await list(store, { sort })).rows)
      expect(await names(path, { sort: 'account', descending: true })).toBe('cho bob bea amy')
      const same = await list(path, { sameAs: { kind: 'admin', id: 'id-bob' } })
      expect([same.sameAs, ...same.rows.map(({ account }) => account)]).toEqual(['bob', 'bob', 'amy'])
      const rest = await list(path, { sameAs: { kind: 'admin', id: 'id-bob' }, limit: 1 })
      const next = { sameAs: { kind: 'admin', id: 'id-bob' }, cursor: rest.nextCursor ?? '' } as const
      expect(await names(path, next)).toBe('amy')
      const alone = await list(path, { sameAs: { kind: 'admin', id: 'id-dan' } })
      expect(alone.rows).toEqual([])
    }
  })

  it('are read with nothing left behind, in the file, beside it, or in the own audit', async () => {
    const own = ownCount()
    for (const [, path] of ofEach()) {
      const [before, beside] = [readFileSync(path), readdirSync(dirname(path))]
      await list(path, { sort: 'findings' })
      await at.desk.audit.countCopyFindings({ path })
      expect(readFileSync(path).equals(before)).toBe(true)
      expect(readdirSync(dirname(path))).toEqual(beside)
    }
    expect(ownCount()).toBe(own)
  })

  it('are not waited for by who has asked anew, whose list of events goes on', async () => {
    const asker = 'one who types'
    const [first, second, events] = await Promise.allSettled([
      list(copy, { search: 'b' }, asker),
      list(copy, { search: 'bo' }, asker),
      at.desk.audit.listCopy({ path: copy, filter: {}, oldestFirst: false, limit: 5 }, { name: asker }),
    ])
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'READING_SUPERSEDED' } })
    expect([second.status, events.status]).toEqual(['fulfilled', 'fulfilled'])
  })
})

const endless = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
  SELECT i AS position, 'admin' AS kind, i AS id, 'b' AS backendId, 'b' AS backend, NULL AS application,
  'u' AS userID, 'a' AS account, NULL AS changedAt, NULL AS score, NULL AS defaultKind, 0 AS isFingerprinted,
  0 AS others, NULL AS "group" FROM n`

describe('a file that does not hold what a Latchkey writes', () => {
  it.each<[string, 'copy' | 'store', (db: Database.Database) => void]>([
    ['no table', 'copy', (db) => db.exec('DROP TABLE account_findings')],
    [
      'a view without an end',
      'copy',
      (db) => db.exec(`DROP TABLE account_findings; CREATE VIEW account_findings AS ${endless}`),
    ],
    [
      'a text too long',
      'copy',
      forge('account_findings', 'TEXT NOT NULL', 'account', "printf('%.*c', 9000, 'x')"),
    ],
    ['bytes for a name', 'copy', forge('account_findings', 'TEXT NOT NULL', 'account', "x'00ff'")],
    ['a kind of its own', 'copy', forge('account_findings', 'TEXT NOT NULL', 'kind', "'__proto__'")],
    ['a time that is none', 'copy', forge('account_findings', 'TEXT', 'changedAt', "'2026-99-99T00:00:00Z'")],
    ['a default of its own', 'copy', forge('account_findings', 'TEXT', 'defaultKind', "'<img>'")],
    ['a number past all', 'copy', forge('account_findings', 'INTEGER NOT NULL', 'others', '9e18')],
    [
      'a column in place of the place',
      'copy',
      (db) =>
        db.exec(
          'CREATE TABLE a AS SELECT *, NULL AS rowid FROM account_findings; DROP TABLE account_findings; ALTER TABLE a RENAME TO account_findings',
        ),
    ],
    [
      'a place below all',
      'copy',
      (db) => db.exec('UPDATE account_findings SET position = -5 WHERE position = 1'),
    ],
    [
      'a text too long in a store',
      'store',
      forge('accounts', 'TEXT NOT NULL', 'account', "printf('%.*c', 9000, 'x')"),
    ],
    ['no users', 'store', (db) => db.exec('DROP TABLE directory_users')],
  ])('with %s is called damaged, and nothing of it is shown', async (name, kind, work) => {
    const path = changed(kind === 'copy' ? copy : store, `${name}.latchkey`, work)
    const damaged = { code: 'STORE_UNAVAILABLE', data: { problem: 'damaged' } }
    await expect(list(path)).rejects.toMatchObject(damaged)
    await expect(list(path, { sort: 'changed' })).rejects.toMatchObject(damaged)
    await expect(at.desk.audit.countCopyFindings({ path })).rejects.toMatchObject(damaged)
  })

  it('keeps its own looks to itself: what can be read of its events is', async () => {
    const path = changed(copy, 'events-only.latchkey', (db) => db.exec('DROP TABLE account_findings'))
    const events = at.desk.audit.listCopy(
      { path, filter: {}, oldestFirst: false, limit: 5 },
      { name: 'auditor' },
    )
    await expect(events).resolves.toMatchObject({ total: 0 })
  })
})
