import { hash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createAuditLog } from '../../src/main/audit/audit-log.ts'
import { verifyAudit } from '../../src/main/audit/verify.ts'
import { writeAuditCopy } from '../../src/main/store/audit/audit-copy.ts'
import { auditRows } from '../../src/main/store/audit/audit-events.ts'
import { openOtherEvents } from '../../src/main/store/audit/other-events.ts'
import { openAuditReader } from '../../src/main/store/audit/reader.ts'
import { lastRowChange } from '../../src/main/store/audit/row-changes.ts'
import { createStore, openStore } from '../../src/main/store/files/open.ts'
import { createPrivateFile } from '../../src/main/store/files/private-files.ts'
import type { Query, Store } from '../../src/main/store/store.ts'
import { withoutTriggers } from '../audit/without-triggers.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { earlierEvents, makeEarlierFile } from './earlier-store.ts'

const count = earlierEvents.length
const clock = createFixedClock()
const sound = {
  verdict: 'consistent',
  bad: [],
  structure: [],
  checkpoints: 1,
  unsignedTail: 0,
  events: count,
}

function verify(path: string, publicKey: Buffer) {
  const reader = openAuditReader(path)
  try {
    return verifyAudit(reader, { anchors: [], publicKey, now: clock.now() })
  } finally {
    reader.close()
  }
}

function listed(path: string): unknown[][] {
  const reader = openAuditReader(path)
  try {
    return [...reader.events({}, { newestFirst: false })].map((event) => event.slice(0, 7))
  } finally {
    reader.close()
  }
}

function edit(path: string, work: (db: Database.Database) => void): void {
  const db = new Database(path)
  work(db)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

/** Does work on events as bits that flipped would: no type of a cell is held to. */
function asLoose(db: Database.Database, work: () => void): void {
  db.unsafeMode()
  const kept = db.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'audit_events_keep_values'`).pluck()
  const trigger = kept.get() as string
  const declared = db
    .prepare(`SELECT sql FROM sqlite_schema WHERE name = 'audit_events'`)
    .pluck()
    .get() as string
  const declare = (sql: string): void => {
    db.pragma('writable_schema = ON')
    db.prepare(`UPDATE sqlite_schema SET sql = ? WHERE name = 'audit_events'`).run(sql)
    db.pragma('writable_schema = RESET')
  }
  declare(declared.replaceAll(' TEXT NOT NULL', '').replace(') STRICT', ')'))
  db.exec('DROP TRIGGER audit_events_keep_values')
  work()
  db.exec(trigger)
  declare(declared)
}

/** Gives the plans of the queries that work asks of a store. */
function planned(store: Store, work: (watched: Store) => unknown): string[] {
  const plans: string[] = []
  const planOf = (query: Query<unknown>): void => {
    const asked = 'sql' in query ? query : query.compile()
    const steps = store.all<{ detail: string }>({ ...asked, sql: `EXPLAIN QUERY PLAN ${asked.sql}` })
    plans.push(steps.map(({ detail }) => detail).join('; '))
  }
  work({
    ...store,
    all(query) {
      planOf(query)
      return store.all(query)
    },
    get(query) {
      planOf(query)
      return store.get(query)
    },
  })
  return plans
}

describe.each(['store', 'copy'] as const)('a %s whose events lie in columns still', (kind) => {
  const make = () => {
    const path = join(tempFolder(), 'earlier.latchkey')
    return { path, publicKey: makeEarlierFile(path, kind) }
  }

  it('is verified and listed as it is', () => {
    const { path, publicKey } = make()
    expect(verify(path, publicKey)).toMatchObject(sound)
    expect(listed(path)).toEqual(earlierEvents)
    const other = openOtherEvents(path)
    expect([...other.events({})].map(({ event }) => event.slice(0, 7))).toEqual(earlierEvents)
    expect([...other.events({ actor: '明记 𠮷' })].filter(({ matches }) => matches)).toHaveLength(1)
    other.close()
  })

  it.each(['at', 'actor', 'action', 'target', 'result', 'detail', 'prev_hash', 'hash'])(
    'is named where %s was changed',
    (column) => {
      const { path, publicKey } = make()
      edit(path, (db) => {
        db.exec(
          `DROP TRIGGER audit_events_keep_values; UPDATE audit_events SET ${column} = 'x' WHERE seq = 2`,
        )
      })
      const { bad } = verify(path, publicKey)
      expect(bad[0]).toMatchObject({ from: 2, reason: 'body' })
    },
  )

  it('is taken along into a copy that is made of it', () => {
    const { path, publicKey } = make()
    const to = join(tempFolder(), 'copy.latchkey')
    createPrivateFile(to)
    const reader = openAuditReader(path)
    const { storeId } = reader
    const checkpoints = reader.checkpoints()
    writeAuditCopy(to, {
      storeId,
      publicKey,
      copiedAt: '2026-06-02',
      events: reader.chain(),
      checkpoints,
      anchorLines: [],
      facts: [],
    })
    reader.close()
    expect(verify(to, publicKey)).toMatchObject(sound)
    expect(listed(to)).toEqual(earlierEvents)
  })
})

describe('the migration from version 15', () => {
  const opened = () => {
    const path = join(tempFolder(), 'desk.latchkey')
    const publicKey = makeEarlierFile(path, 'store')
    const { store, migrated } = openStore({ path, door: 'test', clock })
    return { path, publicKey, store, migrated }
  }

  it('keeps every event with its hash, and what follows stands on the last', () => {
    const { path, publicKey, store, migrated } = opened()
    expect(migrated).toEqual([16])
    const log = createAuditLog({ store, clock, signer: () => null, onAppend: () => undefined })
    log.append({
      action: 'operator.locked',
      result: 'done',
      actor: 'ada',
      target: '',
      detail: { why: '"😀' },
    })
    store.close()
    expect(verify(path, publicKey)).toMatchObject({ ...sound, events: count + 1, unsignedTail: 1 })
    expect(listed(path).slice(0, count)).toEqual(earlierEvents)
    edit(path, (db) => {
      const view =
        'SELECT seq, at, actor, action, target, result, detail FROM audit_event_fields ORDER BY seq'
      expect(db.prepare(view).raw().all()).toEqual(listed(path))
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    })
  })

  it.each([
    ['a blank more', `' ' || body`],
    ['a blank within', `replace(body, '","', '", "')`],
    ['a letter spelled otherwise', `replace(body, 'ada', '\\u0061da')`],
    ['one more field', `replace(body, ']', ',"x"]')`],
    ['no longer marked', 'ltrim(body)'],
    ['another mark', `replace(body, ' [', char(10) || '[')`],
  ])('lets no text stand that is not the one that it wrote: %s', (_, expression) => {
    const { path, publicKey, store } = opened()
    store.close()
    edit(path, (db) => {
      withoutTriggers(db, () => db.exec(`UPDATE audit_events SET body = ${expression} WHERE seq = 1`))
    })
    expect(verify(path, publicKey).bad).toEqual([{ from: 1, to: 1, reason: 'body' }])
  })

  it('lets no half of a letter stand for the sign that it is hashed as', () => {
    const { path, publicKey, store } = opened()
    store.close()
    edit(path, (db) => {
      const other = `replace(body, char(65533), '\\ud800')`
      withoutTriggers(db, () => db.exec(`UPDATE audit_events SET body = ${other} WHERE seq = 3`))
    })
    expect(verify(path, publicKey).bad).toEqual([{ from: 3, to: 3, reason: 'body' }])
  })

  it.each(['target', 'detail', 'prev_hash', 'hash'])(
    'opens where %s is no text, and the event stays named',
    (column) => {
      const path = join(tempFolder(), 'desk.latchkey')
      const publicKey = makeEarlierFile(path, 'store')
      edit(path, (db) => {
        asLoose(db, () =>
          db.exec(`UPDATE audit_events SET ${column} = CAST(${column} AS BLOB) WHERE seq = 2`),
        )
      })
      openStore({ path, door: 'test', clock }).store.close()
      expect(verify(path, publicKey).bad).toEqual([{ from: 2, to: 2, reason: 'body' }])
      expect(listed(path)[1]).toEqual(earlierEvents[1])
    },
  )

  it('says of a store with a page that cannot be read that it is damaged, and leaves it as it was', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    makeEarlierFile(path, 'store')
    let page = 0
    edit(path, (db) => {
      const root = `SELECT (rootpage - 1) * (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = ?`
      page = Number(db.prepare(root).pluck().get('audit_events'))
    })
    const bytes = readFileSync(path)
    // The places of the cells begin behind the header of the page.
    bytes.writeUInt16BE(0xffff, page + 8)
    writeFileSync(path, bytes)
    expect(() => openStore({ path, door: 'test', clock })).toThrow(
      expect.objectContaining({ name: 'StoreError', problem: 'damaged' }),
    )
    const found = new Database(path, { readonly: true })
    expect(found.pragma('user_version', { simple: true })).toBe(15)
    found.close()
  })

  it('lets a view or a trigger of somebody else keep nobody from opening', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    const publicKey = makeEarlierFile(path, 'store')
    edit(path, (db) => {
      db.exec(`CREATE VIEW own_report AS SELECT at, actor FROM audit_events;
        CREATE TRIGGER own_trigger AFTER INSERT ON operators BEGIN SELECT actor FROM audit_events; END`)
    })
    openStore({ path, door: 'test', clock }).store.close()
    expect(verify(path, publicKey)).toMatchObject(sound)
  })

  it.each([
    ['their action', { action: 'operator.locked' } as const, 'audit_events_by_action'],
    ['their actor', { actor: 'ada' }, 'audit_events_by_actor'],
  ])('finds events by %s', (_, filter, index) => {
    const { store } = opened()
    const plans = planned(store, (watched) => auditRows(watched).list(filter, 5, 50))
    store.close()
    expect(plans).toEqual([expect.stringContaining(index)])
    expect(plans.join()).not.toContain('TEMP B-TREE')
  })

  it('finds the last change of a row by its own index', () => {
    const { store } = opened()
    const plans = planned(store, (watched) => lastRowChange(watched, 'settings.changed', 'x'))
    expect(lastRowChange(store, 'settings.changed', earlierEvents[2][4])).toBe(3)
    store.close()
    expect(plans).toEqual([
      expect.stringContaining('COVERING INDEX audit_events_of_rows (<expr>=? AND <expr>=?)'),
    ])
  })
})

it('anybody can recompute a chain with SQLite and SHA-256', () => {
  const path = join(tempFolder(), 'desk.latchkey')
  const { store } = createStore({ path, door: 'test', clock, storeId: 'store-1', populate: () => undefined })
  const log = createAuditLog({ store, clock, signer: () => null, onAppend: () => undefined })
  for (const target of ['plain', '"quoted" \\ 明记 😀', ''])
    log.append({ action: 'operator.locked', result: 'done', actor: 'ada', target, detail: { target } })
  store.close()
  edit(path, (db) => {
    const rows = db.prepare('SELECT seq, body, prev_hash, hash FROM audit_events ORDER BY seq').raw()
    let previous = hash('sha256', '16:latchkey audit 1,7:store-1')
    for (const [seq, body, prevHash, own] of rows.all() as [number, string, string, string][]) {
      expect(prevHash).toBe(previous)
      previous = hash('sha256', `${prevHash}1:${String(seq)},${String(body.length)}:${body}`)
      expect(own).toBe(previous)
    }
    expect(db.prepare('SELECT target FROM audit_event_fields WHERE seq = 2').pluck().get()).toBe(
      '"quoted" \\ 明记 😀',
    )
  })
})
