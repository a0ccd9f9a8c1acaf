import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { CompiledQuery } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAuditLog } from '../../../src/main/audit/audit-log.ts'
import { createBelievedTime } from '../../../src/main/desk/clock/believed-time.ts'
import { createLive } from '../../../src/main/desk/live.ts'
import { startRetention, type Retention } from '../../../src/main/desk/upkeep/retention.ts'
import { auditRows } from '../../../src/main/store/audit/audit-events.ts'
import { backendRows } from '../../../src/main/store/backends/backends.ts'
import { changeRows } from '../../../src/main/store/changes/changes.ts'
import { createStore } from '../../../src/main/store/files/open.ts'
import { purgeCandidates } from '../../../src/main/store/purging.ts'
import type { Query, Store } from '../../../src/main/store/store.ts'
import { openChangeStates, type ChangeState } from '../../../src/shared/model/change.ts'
import { defaultDeskSettings } from '../../../src/shared/model/desk-settings.ts'
import { createFixedClock, type FixedClock } from '../../support/fixed-clock.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { administrator, page, startTestDesk } from '../../support/test-desk.ts'

const day = 24 * 60 * 60 * 1000
const many = process.env['LATCHKEY_SOAK'] === '1' ? 20_000 : 1_000

interface Kept {
  store: Store
  path: string
  clock: FixedClock
  retention: Retention
  /** Holds what open pages were told. */
  told: string[]
  /** Runs a statement beside the store. */
  write(statement: string, ...values: (string | number | Buffer)[]): void
  /** Reads one column beside the store. */
  look<T>(statement: string): T[]
  /** Gives how a query is read. */
  plan(query: string, values: readonly unknown[]): string[]
  /** Gives the rows that each event of a purge counts. */
  counts(action: 'exchanges.purged' | 'candidates.purged'): number[]
}

function keep(retentionDays = { exchangesDays: 90, candidatesDays: 30 }, elapsed?: () => number): Kept {
  const path = join(tempFolder(), 'store', 'desk.latchkey')
  const clock = { ...createFixedClock(), ...(elapsed !== undefined && { elapsed }) }
  const { store } = createStore({ path, door: 'command', clock, storeId: 's', populate: () => undefined })
  backendRows(store).insert({
    id: 'b',
    system: 'shuidi',
    name: 'b',
    url: 'https://b',
    environment: 'sandbox',
    built_in: 0,
    options: '{}',
    changed_seq: 1,
    mac: Buffer.alloc(0),
  })
  const audit = createAuditLog({ store, clock, signer: () => null, onAppend: () => undefined })
  audit.append({ action: 'store.created', result: 'done', actor: 'ada', target: 's' })
  const told: string[] = []
  const settings = { ...defaultDeskSettings, retention: retentionDays }
  const retention = startRetention(
    {
      store,
      clock,
      audit,
      live: { ...createLive(), publish: (topic) => told.push(topic) },
      settings: { current: () => settings, chosen: () => settings, faults: () => [] },
      finishBeforeExit: (work) => work,
      believedTime: createBelievedTime({ store, clock, steadyNow: clock.now }),
    },
    (error) => {
      throw error
    },
  )
  const beside = <T>(work: (db: Database.Database) => T): T => {
    const db = new Database(path)
    try {
      return work(db)
    } finally {
      db.close()
    }
  }
  onTestFinished(() => {
    retention.stop()
    store.close()
  })
  return {
    store,
    path,
    clock,
    retention,
    told,
    write: (statement, ...values) => {
      beside((db) => db.prepare(statement).run(...values))
    },
    look: <T>(statement: string) => beside((db) => db.prepare(statement).pluck().all()) as T[],
    plan: (query, values) =>
      beside((db) =>
        db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`).all(...values),
      ).map(({ detail }) => detail),
    counts: (action) =>
      auditRows(store)
        .list({ action }, undefined, 1000)
        .map(({ detail }) => (JSON.parse(detail) as { count: number }).count),
  }
}
/** Puts a change with an old and a new candidate in, which ended at some time. */
function addChange(
  { store }: Kept,
  state: ChangeState,
  endedAt: string,
  sealed = Buffer.from('sealed'),
): void {
  const id = `${state} ${endedAt}`
  const changes = changeRows(store)
  changes.insert({
    id,
    subject: `user/b/${id}`,
    reference: null,
    account_id: null,
    backend_id: 'b',
    operation: 'shuidi.findPassword',
    state,
    operator: 'ada',
    password_from: 'typed',
    planned_at: '',
    staged_at: null,
    sending_at: null,
    ended_at: endedAt,
    outcome: null,
    sessions: 'not-known',
    settles_at: null,
    settled_by: null,
    rotation_id: null,
  })
  for (const kind of ['old', 'new'] as const) {
    changes.insertCandidate({ id: `${id}/${kind}`, change_id: id, kind, sealed, created_at: endedAt })
  }
}
const daysAgo = ({ clock }: Kept, days: number) => new Date(clock.now() - days * day).toISOString()

describe('the passwords of an ended change', () => {
  it('stay for thirty days after the end, then go, and the audit says how many', async () => {
    const kept = keep()
    addChange(kept, 'confirmed', daysAgo(kept, 30 - 1 / 24))
    await kept.retention.run()
    expect(kept.look('SELECT kind FROM candidates')).toHaveLength(2)
    expect(kept.counts('candidates.purged')).toEqual([])
    kept.clock.advance(day / 12)
    await kept.retention.run()
    expect(kept.look('SELECT kind FROM candidates')).toEqual([])
    expect(kept.counts('candidates.purged')).toEqual([2])
    expect(kept.look('SELECT state FROM changes')).toEqual(['confirmed'])
  })

  it('stay as long as the settings say, but never less than thirty days', async () => {
    const longer = keep({ exchangesDays: 90, candidatesDays: 60 })
    const tooShort = keep({ exchangesDays: 1, candidatesDays: 1 })
    for (const kept of [longer, tooShort]) {
      for (const days of [29, 45, 61]) addChange(kept, 'rejected', daysAgo(kept, days))
      await kept.retention.run()
    }
    const left = `SELECT DISTINCT change_id FROM candidates ORDER BY created_at`
    expect(longer.look(left)).toEqual([45, 29].map((days) => `rejected ${daysAgo(longer, days)}`))
    expect(tooShort.look(left)).toEqual([`rejected ${daysAgo(tooShort, 29)}`])
  })

  it.each(openChangeStates)('stay while it is %s, whatever end stands in its row', async (state) => {
    const kept = keep()
    addChange(kept, state, daysAgo(kept, 4000))
    await kept.retention.run()
    expect(kept.look('SELECT kind FROM candidates')).toHaveLength(2)
    expect(kept.counts('candidates.purged')).toEqual([])
  })

  it('go in small batches, and those behind what stays are found as well', async () => {
    const kept = keep(undefined, () => 0)
    for (let days = 40; days < 340; days++) {
      addChange(kept, days % 3 === 0 ? 'unknown' : 'confirmed', daysAgo(kept, days))
    }
    await kept.retention.run()
    expect(kept.look('SELECT count(*) FROM candidates')).toEqual([200])
    const counts = kept.counts('candidates.purged')
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(400)
    expect(Math.max(...counts)).toBeLessThanOrEqual(128)
  })

  it('are found without reading the changes that have none any more', () => {
    const kept = keep()
    const asked: CompiledQuery[] = []
    const telling: Store = {
      ...kept.store,
      all<Row>(query: Query<Row>) {
        asked.push('sql' in query ? query : query.compile())
        return kept.store.all(query)
      },
    }
    purgeCandidates(telling, daysAgo(kept, 30), { after: 0, limit: 8 })
    const plan = asked.flatMap(({ sql, parameters }) => kept.plan(sql, parameters))
    expect(plan).toEqual([
      'SEARCH candidates USING INTEGER PRIMARY KEY (rowid>?)',
      'SEARCH changes USING INDEX sqlite_autoindex_changes_1 (id=?)',
    ])
  })

  it('are gone from the file when they are gone from the store', async () => {
    const kept = keep()
    const sealed = Buffer.from('sealed bytes of a candidate that nobody needs any more')
    for (let days = 40; days < 140; days++) addChange(kept, 'confirmed', daysAgo(kept, days), sealed)
    kept.store.checkpointLog()
    expect(readFileSync(kept.path).includes(sealed)).toBe(true)
    await kept.retention.run()
    kept.store.checkpointLog()
    expect(kept.look('SELECT kind FROM candidates')).toEqual([])
    expect(kept.told).toEqual([])
    for (const end of ['', '-wal']) expect(readFileSync(kept.path + end).includes(sealed), end).toBe(false)
  })
})

describe('the record of exchanges', () => {
  const addExchanges = (kept: Kept, count: number, days: number): void => {
    kept.write(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO exchanges (at, operator, purpose, backend_id, backend_name, operation, target, status, duration_ms, outcome)
       SELECT ?, 'ada', 'verify', 'b', 'b', 'openim.login', 'x', 'succeeded', 1, ? FROM n`,
      count,
      daysAgo(kept, days),
      'of a purged exchange '.repeat(200),
    )
  }

  it(`loses ${String(many)} that are too old, a few at a time, each batch with its event, and no younger one`, async () => {
    const kept = keep()
    addExchanges(kept, many, 91)
    addExchanges(kept, 5, 89)
    let turns = 0
    const counting = setInterval(() => turns++, 0)
    await kept.retention.run()
    clearInterval(counting)
    expect(kept.look('SELECT count(*) FROM exchanges')).toEqual([5])
    const counts = kept.counts('exchanges.purged')
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(many)
    expect(Math.max(...counts)).toBeLessThanOrEqual(128)
    expect(turns).toBeGreaterThan(0)
    // Once a batch: nobody who looks on keeps what is gone.
    expect(kept.told).toEqual(counts.map(() => 'exchanges'))
    await kept.retention.run()
    expect(kept.told).toHaveLength(counts.length)
  })

  it.each([
    ['a step alone where that took too long', 50, Array<number>(10).fill(4)],
    ['as many steps as fit into its time', 1, [16, 16, 8]],
    ['never more than so many, however fast it is', 0, [40]],
  ])('goes in batches of %s', async (_name, each, expected) => {
    let time = 0
    const kept = keep(undefined, () => (time += each))
    addExchanges(kept, 40, 91)
    await kept.retention.run()
    expect(kept.counts('exchanges.purged').toReversed()).toEqual(expected)
  })

  it('is left as it is where the purge is stopped: what was not deleted is still there', async () => {
    const kept = keep()
    addExchanges(kept, 500, 91)
    const running = kept.retention.run()
    kept.retention.stop()
    await running
    const [left] = kept.look<number>('SELECT count(*) FROM exchanges')
    expect(left).toBeGreaterThan(0)
    expect(kept.counts('exchanges.purged').reduce((sum, one) => sum + one, 0)).toBe(500 - (left ?? 0))
  })

  it('takes what became overdue while a run was under way, and asks for one more run at most', async () => {
    const kept = keep()
    addExchanges(kept, 1, 91)
    const first = kept.retention.run()
    addExchanges(kept, 2, 91)
    const second = kept.retention.run()
    expect(kept.retention.run()).toBe(second)
    await first
    await second
    expect(kept.look('SELECT count(*) FROM exchanges')).toEqual([0])
    expect(kept.counts('exchanges.purged')).toEqual([2, 1])
  })

  it('follows a run that failed', async () => {
    const kept = keep()
    addExchanges(kept, 1, 91)
    kept.write(
      `CREATE TRIGGER full BEFORE INSERT ON audit_events BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    const first = kept.retention.run()
    const second = kept.retention.run()
    kept.write('DROP TRIGGER full')
    await expect(first).rejects.toThrow('disk full')
    await second
    expect(kept.look('SELECT count(*) FROM exchanges')).toEqual([0])
  })

  it('loses nothing where the event could not be written', async () => {
    const kept = keep()
    addExchanges(kept, 3, 91)
    kept.write(
      `CREATE TRIGGER full BEFORE INSERT ON audit_events BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    await expect(kept.retention.run()).rejects.toThrow('disk full')
    expect(kept.look('SELECT count(*) FROM exchanges')).toEqual([3])
    expect(kept.told).toEqual([])
  })
})

it('purges no event of the audit', async () => {
  const kept = keep({ exchangesDays: 1, candidatesDays: 30 })
  kept.clock.advance(9000 * day)
  await kept.retention.run()
  expect(kept.look('SELECT seq FROM audit_events')).toEqual([1])
})

it('begins with a sign-in', async () => {
  const clock = createFixedClock()
  const at = await startTestDesk({ clock, builtInStarts: 'when-asked' })
  onTestFinished(() => at.end())
  const db = new Database(at.storePath)
  onTestFinished(() => void db.close())
  db.prepare(
    `INSERT INTO exchanges (at, operator, purpose, backend_id, backend_name, operation, target, status, duration_ms, outcome)
     VALUES (?, 'ada', 'verify', 'b', 'b', 'openim.login', 'x', 'succeeded', 1, '{}')`,
  ).run(new Date(clock.now()).toISOString())
  clock.advance(100 * day)
  expect(db.prepare('SELECT count(*) FROM exchanges').pluck().get()).toBe(1)
  await at.desk.signIn(page, administrator)
  const left = (): unknown => db.prepare('SELECT count(*) FROM exchanges').pluck().get()
  await expect.poll(left, { timeout: 15_000 }).toBe(0)
  expect(
    at.desk.audit.list({ action: 'exchanges.purged' }, { before: undefined, limit: 5 }).events,
  ).toMatchObject([{ actor: 'desk', detail: { count: 1 } }])
})
