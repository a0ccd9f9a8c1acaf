import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readOtherPage, type OtherEventsTask } from '../../../src/main/audit/read-other-events.ts'
import { openOtherEvents } from '../../../src/main/store/audit/other-events.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const count = 65_000
let at: TestDesk
let file = ''
beforeAll(async () => {
  at = await startTestDesk()
  file = join(at.folder, 'large.latchkey')
  copyFileSync(at.storePath, file)
  const db = new Database(file)
  db.exec(`DROP TRIGGER audit_events_keep_rows; DELETE FROM audit_events;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${String(count)})
    INSERT INTO audit_events (seq, body, prev_hash, hash)
      SELECT i * 3, json_array('2026', CASE WHEN i % 9999 = 0 THEN 'rare' ELSE 'ada' END, 'operator.locked',
        'event ' || i, 'done', '{}'), '', '' FROM n`)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
})
afterAll(() => at.end())

type Asked = Partial<OtherEventsTask>
const task = (asked: Asked) => ({ path: file, filter: {}, oldestFirst: false, limit: 4, ...asked })
const read = (asked: Asked) => {
  const answer = readOtherPage(task(asked))
  if (!('value' in answer)) throw new Error(answer.problem)
  return answer.value
}
const walked = (asked: Asked): number[] => {
  const seen: number[] = []
  let place: number | null | undefined
  do {
    const page = read({ ...asked, [asked.oldestFirst === true ? 'after' : 'before']: place })
    expect(page.total).toBe(6)
    seen.push(...page.events.map(({ seq }) => seq))
    place = page.next
  } while (place !== null)
  return seen
}
/** Writes over the page of a file that a text is on. */
const tear = (path: string, text: string): void => {
  copyFileSync(file, path)
  const bytes = readFileSync(path)
  const pageSize = bytes.readUInt16BE(16)
  const start = Math.floor(bytes.indexOf(text) / pageSize) * pageSize
  writeFileSync(path, bytes.fill(0xff, start, start + 100))
}

it('finds from either end what is far apart in a file, each once, and counts all of it', () => {
  const filter = { actor: 'rare' }
  const rare = [1, 2, 3, 4, 5, 6].map((n) => n * 9999 * 3)
  expect(walked({ filter, oldestFirst: true })).toEqual(rare)
  expect(walked({ filter })).toEqual(rare.toReversed())
  expect(read({ before: 30_002 })).toMatchObject({ total: count, next: 29_991, unnumbered: 0 })
  expect(read({ before: 30_002 }).events.map(({ seq }) => seq)).toEqual([30_000, 29_997, 29_994, 29_991])
  expect(read({ after: count * 3, oldestFirst: true })).toMatchObject({
    events: [],
    next: null,
    total: count,
  })
})

it('shows all that can be read before a tear far into the file, and gives no number', () => {
  const path = join(at.folder, 'torn.latchkey')
  tear(path, 'event 40000')
  const limit = 200
  const oldest = read({ path, oldestFirst: true, limit, after: 39_000 * 3 })
  expect(oldest.total).toBeNull()
  expect(oldest.events).toHaveLength(limit)
  const rest = read({ path, oldestFirst: true, limit: 1000, after: 39_500 * 3 })
  const last = rest.events.at(-1)?.seq ?? 0
  expect(rest.events.map(({ seq }) => seq / 3)).toEqual(rest.events.map((_, index) => 39_501 + index))
  expect(last / 3).toBeGreaterThan(39_800)
  expect(last / 3).toBeLessThan(40_000)
})

it('counts in few steps, whatever is asked for', () => {
  const events = openOtherEvents(file)
  const steps = (filter: OtherEventsTask['filter']): number =>
    events.stretches(filter, true, () => true).reduce((sum) => sum + 1, 0)
  expect(steps({})).toBeLessThan(10)
  expect(steps({ search: 'event 1' })).toBeLessThan(10)
  events.close()
})

it('reads no further once nobody waits', () => {
  const givenUp = new Int32Array(new SharedArrayBuffer(4))
  Atomics.store(givenUp, 0, 1)
  expect(read({ givenUp })).toMatchObject({ events: [], total: null })
})

it('gives up a page for which the same page of the desk has asked anew, or that is gone, and no other', async () => {
  const gone = new AbortController()
  const ask = (name: string, filter: OtherEventsTask['filter'], signal?: AbortSignal) =>
    at.desk.audit.listCopy(task({ filter }), { name, signal })
  const asked = [
    ask('a', { search: 'event 1' }),
    ask('b', { search: 'event 2' }),
    ask('a', { actor: 'rare' }),
    ask('c', { search: 'event 3' }, gone.signal),
  ]
  gone.abort()
  const [older, others, newer, left] = await Promise.allSettled(asked)
  const superseded = { status: 'rejected', reason: { code: 'READING_SUPERSEDED' } }
  expect(older).toMatchObject(superseded)
  expect(left).toMatchObject(superseded)
  expect(others).toMatchObject({ value: { total: 11_111 } })
  expect(newer).toMatchObject({ value: { total: 6 } })
})
