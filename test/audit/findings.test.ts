import Database from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { page, summary, type FindingsTask } from '../../src/main/audit/findings-worker.ts'
import { openFindings } from '../../src/main/audit/open-findings.ts'
import { openFindingsReader } from '../../src/main/store/audit/findings-reader.ts'
import { writeFindingsTable } from '../../src/main/store/audit/findings-table.ts'
import { applicationId, auditCopyId } from '../../src/main/store/files/header.ts'
import { migrate } from '../../src/main/store/files/migrate.ts'
import { foundation } from '../../src/main/store/migrations/0001-foundation.ts'
import { fiveOperations } from '../../src/main/store/migrations/0002-five-operations.ts'
import { makeJudgedStore, testFingerprint } from '../support/judged-store.ts'
import { tempFolder } from '../support/temp-folder.ts'

const now = Date.parse('2026-06-01T12:00:00.000Z')
const fresh = '2026-05-01T00:00:00.000Z'
const old = '2026-01-01T00:00:00.000Z'

const mixed = () =>
  makeJudgedStore(tempFolder(), {
    admins: {
      ada: { password: 'one of its own', score: 4, changedAt: fresh },
      bob: { password: 'shared', score: 4, changedAt: fresh },
      cho: { password: 'OpenIM@123', score: 1, defaultKind: 'common', changedAt: old },
      dan: { changedAt: fresh },
    },
    users: {
      '13800138000': { password: 'shared', score: 4, changedAt: fresh },
      '13900139000': { password: 'weak one', score: 2 },
      '13700137000': { password: 'OpenIM@123', defaultKind: 'common', changedAt: fresh },
      '13600136000': { password: 'OpenIM@123', score: 1, defaultKind: 'common', changedAt: fresh },
    },
  })
const rowsOf = (path: string) => {
  const findings = openFindings(path)
  try {
    return [...findings.all(now)]
  } finally {
    findings.close()
  }
}
const pageOf = (path: string, filter: FindingsTask['filter'], after?: FindingsTask['after'], limit = 50) =>
  page({ path, now, filter, after, limit })

describe('the findings of a store', () => {
  it('stand in one row an account, with all of them', () => {
    const rows = rowsOf(mixed())
    expect(rows.map((row) => [row.account, row.findings, row.judged])).toEqual([
      ['ada', [], true],
      ['bob', ['reused'], true],
      ['cho', ['default', 'reused', 'weak', 'stale'], true],
      ['dan', [], false],
      ['13800138000', ['reused'], true],
      ['13900139000', ['weak'], true],
      ['13700137000', ['default', 'reused'], false],
      ['13600136000', ['default', 'reused', 'weak'], true],
    ])
    expect(rows[2]).toMatchObject({
      kind: 'admin',
      backend: 'Chat',
      application: null,
      defaultKind: 'common',
    })
    expect(rows[4]).toMatchObject({ kind: 'user', backend: 'Built-in', application: 'app-1001', userID: '0' })
  })

  it('count who shares a password, admins and users together, and number each group once', () => {
    const groups = Map.groupBy(rowsOf(mixed()), (row) => row.reuseGroup)
    const shared = [...groups].filter(([group]) => group !== null)
    expect(shared.map(([, rows]) => rows.map(({ account, reusedBy }) => [account, reusedBy]))).toEqual([
      [
        ['bob', 1],
        ['13800138000', 1],
      ],
      [
        ['cho', 2],
        ['13700137000', 2],
        ['13600136000', 2],
      ],
    ])
  })

  it('call a password stale by the day on which it is, and not the day before', () => {
    const path = makeJudgedStore(tempFolder(), {
      admins: {
        ada: { changedAt: '2026-03-03T12:00:00.000Z' },
        bob: { changedAt: '2026-03-03T11:59:59.999Z' },
      },
    })
    expect(rowsOf(path).map(({ findings }) => findings)).toEqual([[], ['stale']])
  })

  it('hold nothing of a password: no fingerprint, no hash, nothing sealed', () => {
    const path = mixed()
    const told = JSON.stringify([...rowsOf(path), pageOf(path, { finding: 'any' })])
    const kept = ['shared', 'OpenIM@123', 'weak one'].map(testFingerprint)
    for (const bytes of [...kept, Buffer.from('5ea1ed', 'hex')]) {
      for (const form of ['hex', 'base64', 'latin1'] as const)
        expect(told).not.toContain(bytes.toString(form))
    }
    expect(told).not.toMatch(/a-bcrypt-hash|Buffer|sealed|fingerprint/)
  })

  it('are read while another desk writes to the store, as they stood at the beginning', () => {
    const path = mixed()
    const findings = openFindings(path)
    const rows = findings.all(now)[Symbol.iterator]()
    expect(rows.next().value).toMatchObject({ account: 'ada' })
    const writer = new Database(path)
    writer.exec(`UPDATE accounts SET password_default = 'common'; DELETE FROM directory_users`)
    writer.close()
    const rest = [...{ [Symbol.iterator]: () => rows }]
    findings.close()
    expect(rest).toHaveLength(7)
    expect(rest[0]).toMatchObject({ account: 'bob', defaultKind: null })
  })

  it('of a store from before passwords were judged are ages and scores', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    const db = new Database(path)
    db.pragma(`application_id = ${String(applicationId)}`)
    migrate(db, [foundation, fiveOperations])
    db.exec(`
      INSERT INTO store_meta VALUES (1, 's', '2026-01-01', NULL, 1, 0);
      INSERT INTO backends VALUES ('b', 'openim', 'Chat', 'http://127.0.0.1:1', 'sandbox', 0, '{}', 1, x'01');
      INSERT INTO accounts VALUES ('a', 'b', '1', 'chatAdmin', 'Root', 100, x'02', 2, '${old}', NULL, NULL, 0);`)
    db.close()
    expect(rowsOf(path)).toMatchObject([{ account: 'chatAdmin', findings: ['weak', 'stale'], judged: false }])
  })
})

describe('a copy for an auditor', () => {
  it('gives the same findings, and has no fingerprint in it', () => {
    const path = mixed()
    const copyPath = join(tempFolder(), 'copy.latchkey')
    const copy = new Database(copyPath)
    copy.pragma(`application_id = ${String(auditCopyId)}`)
    copy.exec(`CREATE TABLE store_meta (store_id TEXT); INSERT INTO store_meta VALUES ('s')`)
    const reader = openFindingsReader(path)
    expect(writeFindingsTable(copy, reader.facts())).toBe(8)
    reader.close()
    const blobs = copy.prepare(`SELECT count(*) FROM account_findings WHERE typeof("group") = 'blob'`).pluck()
    expect(blobs.get()).toBe(0)
    copy.close()
    expect(rowsOf(copyPath)).toEqual(rowsOf(path))
  })
})

const ownBackend = { backendId: 'built-in', name: '内置后端' }

describe('a page of findings', () => {
  it('leaves nobody out and shows nobody twice, however long the pages are', () => {
    const path = mixed()
    for (const limit of [1, 2, 3, 4]) {
      const seen: string[] = []
      for (let after: FindingsTask['after']; ;) {
        const { rows, next } = pageOf(path, { finding: 'any' }, after, limit)
        seen.push(...rows.map(({ account }) => account))
        if (next === null) break
        after = next
      }
      expect(seen).toEqual(['bob', 'cho', '13800138000', '13900139000', '13700137000', '13600136000'])
    }
  })

  it('names the same groups as the whole does', () => {
    const path = mixed()
    const whole = new Map(rowsOf(path).map((row) => [row.id, [row.reusedBy, row.reuseGroup]]))
    for (const row of pageOf(path, { finding: 'any' }).rows) {
      expect([row.reusedBy, row.reuseGroup], row.account).toEqual(whole.get(row.id))
    }
  })

  it.each([
    [{ finding: 'stale' }, ['cho']],
    [{ finding: 'reused', kind: 'user' }, ['13800138000', '13700137000', '13600136000']],
    [{ finding: 'weak', backendId: 'b1' }, ['cho']],
    [{ finding: 'not-judged' }, ['dan', '13700137000']],
    [{ finding: 'none' }, ['ada']],
    [{ finding: 'any', search: '  BO ' }, ['bob']],
    [{ finding: 'any', search: 'chat' }, ['bob', 'cho']],
    [{ finding: 'weak', search: 'BUILT' }, ['13900139000', '13600136000']],
    [{ finding: 'weak', search: 'app-1001' }, ['13900139000', '13600136000']],
    [{ finding: 'any', search: '内置' }, []],
    [{ finding: 'weak', search: '内置', alsoNamed: ownBackend }, ['13900139000', '13600136000']],
  ] as const)('is filtered: %j', (filter, accounts) => {
    expect(pageOf(mixed(), filter).rows.map(({ account }) => account)).toEqual(accounts)
  })

  it('counts the whole store', () => {
    expect(summary({ path: mixed(), now })).toEqual({
      accounts: 8,
      default: 3,
      reused: 5,
      weak: 3,
      stale: 1,
      notJudged: 2,
    })
  })
})

it('finds what there is among 20,000 accounts, each once', () => {
  const many = (name: string) =>
    Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [
        `${name}${String(at)}`,
        { password: `p${String(at)}`, score: at % 5, changedAt: fresh },
      ]),
    )
  const path = makeJudgedStore(tempFolder(), { admins: many('admin'), users: many('user') })
  const rows = rowsOf(path)
  expect(new Set(rows.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(20_000)
  expect(rows.every(({ reusedBy }) => reusedBy === 1)).toBe(true)
  expect(new Set(rows.map(({ reuseGroup }) => reuseGroup)).size).toBe(10_000)
})
