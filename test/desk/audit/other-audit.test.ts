import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEventSchema } from '../../../src/shared/contract/audit.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
let other: TestDesk
let file = ''
let count = 0
beforeAll(async () => {
  ;[at, other] = await Promise.all([startTestDesk(), startTestDesk()])
  for (let n = 0; n < 60; n++)
    other.desk.applications.update(other.ada, {
      appid: other.desk.applications.list({ limit: 1 }).rows[0]?.appid ?? '',
      changes: { allowPasswordChange: n % 2 === 0 },
      reason: `reason ${String(n)}`,
    })
  await other.desk.close()
  file = join(at.folder, 'other.latchkey')
  copyFileSync(other.storePath, file)
  count = (await list()).total ?? 0
})
afterAll(async () => {
  await at.end()
  await other.end()
})

type Asked = Parameters<TestDesk['desk']['audit']['listCopy']>[0]
let askers = 0
const list = (asked: Partial<Asked> = {}, asker = { name: `asker ${String(++askers)}` }) =>
  at.desk.audit.listCopy({ path: file, filter: {}, oldestFirst: false, limit: 50, ...asked }, asker)
const ownCount = (): number => at.desk.audit.list({}, { limit: 1 }).total

async function exported(path: string, format: 'csv' | 'json', filter: Asked['filter'] = {}): Promise<string> {
  let text = ''
  for await (const piece of at.desk.audit.exportCopy(at.ada, { path, filter, format })) text += piece.text
  return text
}

/** Makes a copy of the file that was changed by somebody who has SQLite, and says where it is. */
function changed(name: string, work: (db: Database.Database) => void): string {
  const path = join(at.folder, name)
  copyFileSync(file, path)
  const db = new Database(path)
  db.exec('DROP TRIGGER audit_events_keep_rows; DROP TRIGGER audit_events_keep_values')
  work(db)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return path
}

describe('the events of another file', () => {
  it('come page by page from either end, each once, and leave the file and our own audit as they were', async () => {
    const before = readFileSync(file)
    const beside = readdirSync(at.folder)
    const own = ownCount()
    for (const oldestFirst of [false, true]) {
      const seen: number[] = []
      let place: number | null | undefined
      do {
        const page = await list({ oldestFirst, limit: 7, [oldestFirst ? 'after' : 'before']: place })
        expect(page.total).toBe(count)
        seen.push(...page.events.map(({ seq }) => seq))
        place = page.next
      } while (place !== null)
      const all = Array.from({ length: count }, (_, index) => index + 1)
      expect(seen).toEqual(oldestFirst ? all : all.reverse())
    }
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(at.folder)).toEqual(beside)
    expect(ownCount()).toBe(own)
  })

  it('are narrowed as those of the own audit are', async () => {
    const filters: Asked['filter'][] = [
      { action: 'application.changed' },
      { actor: 'ada', result: 'done' },
      { search: 'REASON 5' },
      { search: '  ' },
      { from: '2999-01-01T00:00:00.000Z' },
      { to: '2999-01-01T00:00:00.000Z' },
      { actor: 'ADA' },
    ]
    const restarted = await other.restart()
    for (const filter of filters) {
      const own = restarted.audit.list(filter as never, { limit: 200 })
      const path = other.storePath
      const found = await list({ path, filter, limit: 200 })
      expect([filter, found.events]).toEqual([filter, own.events])
      expect(found.total).toBe(own.total)
    }
    expect((await list({ filter: { search: 'reason 5' } })).total).toBe(11)
    expect(await at.desk.audit.copyFacets({ path: other.storePath })).toEqual({
      actors: restarted.audit.facets().actors.map((name) => ({
        mark: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
        name,
      })),
      actions: restarted.audit.facets().actions,
    })
    await restarted.close()
  })

  it('are exported in both forms, which our own audit records with the file', async () => {
    const own = ownCount()
    const lines = (await exported(file, 'json', { action: 'application.changed' })).trimEnd().split('\n')
    expect(lines).toHaveLength(60)
    expect(ownCount()).toBe(own + 1)
    expect(at.desk.audit.list({}, { limit: 1 }).events[0]).toMatchObject({
      action: 'audit.exported',
      target: file,
      detail: { format: 'json', action: 'application.changed' },
    })
    const csv = (await exported(file, 'csv')).trimEnd().split('\n')
    expect(csv[0]).toContain('prevHash')
    expect(csv).toHaveLength(count + 1)
  })

  it('stop being read when nobody asks on, and the file is let go of', async () => {
    for await (const piece of at.desk.audit.exportCopy(at.ada, { path: file, filter: {}, format: 'csv' })) {
      expect(piece.total).toBe(count)
      break
    }
    await expect
      .poll(() => readdirSync(at.folder).filter((name) => name.includes('other.latchkey-')))
      .toEqual([])
  })
})

describe('a file that cannot be read', () => {
  it('is told of, and nothing is recorded', async () => {
    const own = ownCount()
    const none = join(at.folder, 'none.latchkey')
    writeFileSync(none, 'not a store')
    const view = changed('view.latchkey', (db) => {
      db.exec(`ALTER TABLE audit_events RENAME TO kept;
        CREATE VIEW audit_events AS WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n)
          SELECT seq, '' body, '' prev_hash, '' hash FROM n`)
    })
    const unkeyed = changed('unkeyed.latchkey', (db) => {
      db.exec('ALTER TABLE audit_events RENAME TO kept; CREATE TABLE audit_events AS SELECT * FROM kept')
    })
    const noColumn = changed('no-column.latchkey', (db) => {
      db.exec('ALTER TABLE audit_events RENAME COLUMN body TO bodies')
    })
    const problems = { [none]: 'not-a-store', [`${none}-gone`]: 'unreadable', [at.folder]: 'unreadable' }
    for (const path of [view, unkeyed, noColumn]) Object.assign(problems, { [path]: 'damaged' })
    for (const [path, problem] of Object.entries(problems)) {
      const told = { code: 'STORE_UNAVAILABLE', data: { problem } }
      await expect(list({ path })).rejects.toMatchObject(told)
      await expect(at.desk.audit.copyFacets({ path })).rejects.toMatchObject(told)
      await expect(exported(path, 'csv')).rejects.toMatchObject(told)
    }
    expect(ownCount()).toBe(own)
  })
})

describe('a file that somebody changed', () => {
  const strange: unknown[][] = [
    [null, 7, 'x', 1.5, null, '{"a":[1,{"b":2}],"__proto__":"x"}'],
    ['no time', 'Ada', 'operator.dreamt', '<img src=x onerror=alert(1)>', 'maybe', '"text"'],
    ['2026', 'ada', 'operator.locked', '\u202Eadmin', 'done', `${'['.repeat(7000)}${']'.repeat(7000)}`],
    ['2026', 'ada', 'operator.locked', 'huge', 'done', 'x'.repeat(40_000_000)],
  ]
  const usual = ['2026', 'ada', 'operator.locked', 'unnumbered', 'done', '{}']
  const numbers = [1n, 2n, 3n, 4n, 2n ** 60n, 2n ** 60n + 1n]

  it.each([
    ['body', (fields: unknown[]) => [JSON.stringify(fields)], 1],
    ['at, actor, action, target, result, detail', (fields: unknown[]) => fields, 2],
  ])(
    'shows what it holds, whatever its types, in the form that the contract promises: %s',
    async (columns, cellsOf, adas) => {
      const path = changed('types.latchkey', (db) => {
        db.exec('DROP VIEW audit_event_fields; ALTER TABLE audit_events RENAME TO kept')
        const loose = columns.split(', ').map((column) => `${column} COLLATE NOCASE`)
        db.exec(`CREATE TABLE audit_events (seq INTEGER PRIMARY KEY, ${loose.join(', ')}, prev_hash, hash)`)
        for (const [at, seq] of numbers.entries()) {
          const cells = cellsOf(strange[at] ?? usual)
          db.prepare(`INSERT INTO audit_events VALUES (?, ${cells.map(() => '?').join(', ')}, '', '')`).run(
            seq,
            ...cells,
          )
        }
      })
      const page = await list({ path })
      expect(page).toMatchObject({ total: 4, next: null, unnumbered: 2 })
      for (const event of page.events) expect(auditEventSchema.parse(event)).toEqual(event)
      const [huge, deep, dreamt, first] = page.events
      expect(JSON.stringify(huge?.detail)).toMatch(/^\{"unreadable":"\(4\d{7} bytes\)"\}$/)
      expect(deep?.target).toBe('\u202Eadmin')
      expect(dreamt).toMatchObject({ at: 'no time', action: 'operator.dreamt', result: 'maybe' })
      expect(dreamt?.detail).toEqual({ unreadable: '"text"' })
      expect(first).toMatchObject({
        at: '',
        actor: expect.stringMatching(/^7/) as string,
        target: '1.5',
        result: '',
      })
      expect(first?.detail['a']).toBe('[1,{"b":2}]')
      expect((await list({ path, filter: { actor: 'ada' } })).total).toBe(adas)
      expect((await list({ path, filter: { search: 'xxxx' } })).total).toBe(0)
      const facets = await at.desk.audit.copyFacets({ path })
      expect(facets.actors.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ada', 'ada']))
      expect(facets.actions).toEqual(['operator.locked'])
      for (const format of ['json', 'csv'] as const) {
        const lines = (await exported(path, format)).trimEnd().split('\n')
        expect(lines.length).toBeGreaterThanOrEqual(6)
        expect(lines.join('').length).toBeLessThan(100_000)
      }
    },
  )

  it('shows what is no body as what an event says', async () => {
    const texts = ['no JSON', '{"at":"2026"}', '["2026"', '7', '']
    const path = changed('no-bodies.latchkey', (db) => {
      db.unsafeMode()
      for (const [at, text] of texts.entries())
        db.prepare('UPDATE audit_events SET body = ? WHERE seq = ?').run(text, at + 1)
      db.pragma('writable_schema = ON')
      db.exec(`UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'audit_events'`)
      db.pragma('writable_schema = RESET')
      for (const [at, cell] of ["x'00'", `CAST('[1]' AS BLOB)`, `jsonb('["2026"]')`].entries())
        db.exec(`UPDATE audit_events SET body = ${cell} WHERE seq = ${String(6 + at)}`)
    })
    const { events, total } = await list({ path, oldestFirst: true, limit: 9 })
    expect(total).toBe(count)
    for (const event of events) expect(auditEventSchema.parse(event)).toEqual(event)
    expect(events.slice(0, 3).map(({ detail }) => detail)).toEqual([
      { unreadable: 'no JSON' },
      { at: '2026' },
      { unreadable: '["2026"' },
    ])
    expect(events.slice(0, 8).map(({ action }) => action)).toEqual(Array(8).fill(''))
    expect((await exported(path, 'json')).trimEnd().split('\n')).toHaveLength(count)
  })

  it('shows as far as it can be read from either end, says so, and is never exported in part', async () => {
    const path = join(at.folder, 'torn.latchkey')
    copyFileSync(file, path)
    const bytes = readFileSync(path)
    const middle = bytes.indexOf('reason 30')
    const pageSize = bytes.readUInt16BE(16)
    bytes.fill(0xff, Math.floor(middle / pageSize) * pageSize, Math.floor(middle / pageSize) * pageSize + 100)
    writeFileSync(path, bytes)
    const own = ownCount()
    const newest = await list({ path, limit: 200 })
    const oldest = await list({ path, limit: 200, oldestFirst: true })
    expect([newest.total, oldest.total]).toEqual([null, null])
    expect(newest.events[0]?.seq).toBe(count)
    expect(oldest.events[0]?.seq).toBe(1)
    expect(newest.events.length + oldest.events.length).toBeLessThan(count)
    await expect(exported(path, 'json')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    expect(ownCount()).toBe(own)
  })

  it('ends where a table goes round in a circle', async () => {
    const path = join(at.folder, 'round.latchkey')
    copyFileSync(file, path)
    const db = new Database(path)
    const root = db
      .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'audit_events'`)
      .pluck()
      .get() as number
    db.close()
    const bytes = readFileSync(path)
    const start = (root - 1) * bytes.readUInt16BE(16)
    expect(bytes[start]).toBe(5)
    const cells = bytes.readUInt16BE(start + 3)
    const cell = (index: number): number => start + bytes.readUInt16BE(start + 12 + index * 2)
    const child = bytes.readUInt32BE(cell(0))
    for (let index = 1; index < cells; index++) bytes.writeUInt32BE(child, cell(index))
    writeFileSync(path, bytes)
    const page = await list({ path, oldestFirst: true, limit: 200 })
    expect(page.total).toBeNull()
    expect(new Set(page.events.map(({ seq }) => seq)).size).toBe(page.events.length)
  })

  it('is verified as what it is while its events are shown', async () => {
    const path = changed('edited.latchkey', (db) => {
      db.prepare(`UPDATE audit_events SET body = replace(body, '"ada"', '"mallory"') WHERE seq = 9`).run()
    })
    expect((await list({ path, filter: { actor: 'mallory' } })).events.map(({ seq }) => seq)).toEqual([9])
    let verdict = ''
    for await (const step of at.desk.audit.openCopy(at.ada, { path }))
      if (step.kind === 'report') ({ verdict } = step.report)
    expect(verdict).toBe('tampered')
  })
})
