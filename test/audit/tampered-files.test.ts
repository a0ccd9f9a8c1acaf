import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anchorsOf } from '../../src/main/audit/anchors-of.ts'
import type { Anchor } from '../../src/main/audit/anchors.ts'
import { eventHash } from '../../src/main/audit/chain.ts'
import { cutChain } from '../../src/main/audit/cut-chain.ts'
import { verifyFile } from '../../src/main/audit/verify-file.ts'
import { verifyAudit } from '../../src/main/audit/verify.ts'
import { openAuditReader } from '../../src/main/store/audit/reader.ts'
import { sourceResources } from '../support/source-resources.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { makeSignedChain, type SignedChain } from './signed-chain.ts'
import { withoutTriggers } from './without-triggers.ts'

const { path: folder, remove } = makeTempFolder()
const events = 1200
let made: SignedChain
let anchors: Anchor[]

beforeAll(() => {
  made = makeSignedChain(folder, events, 400)
  anchors = anchorsOf(made.path)
})
afterAll(remove)

let copies = 0
/** Gives a copy of the store, changed as somebody would who has the file and SQLite. */
function changed(change: (db: Database.Database) => void): string {
  const path = join(folder, `changed-${String(++copies)}.latchkey`)
  copyFileSync(made.path, path)
  const db = new Database(path)
  db.unsafeMode(true)
  change(db)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return path
}

/** Gives a copy whose rows were changed without a trace in the schema. */
const rewritten = (...statements: string[]): string =>
  changed((db) => {
    withoutTriggers(db, () => {
      for (const statement of statements) db.exec(statement)
    })
  })

function verify(path: string) {
  const { publicKey } = made
  const reader = openAuditReader(path)
  try {
    return verifyAudit(reader, { anchors, publicKey, now: made.clock.now() })
  } finally {
    reader.close()
  }
}

function verifyOnThreads(path: string, smallestPart = events / 4) {
  return verifyFile(
    { path, options: { anchors, publicKey: made.publicKey, now: made.clock.now() } },
    { worker: sourceResources.auditWorker, rowMac: null, smallestPart },
  )
}

/** Gives the last event of each part but the last that `verifyOnThreads` cuts the chain into. */
function borders(): number[] {
  const parts = cutChain({ genesis: '', wanted: [], highest: events }, events / 4)
  return parts.map(({ to }) => to).filter((to) => to !== null)
}

const swapSql = `
  UPDATE audit_events SET seq = -1 WHERE seq = 7;
  UPDATE audit_events SET seq = 7 WHERE seq = 9;
  UPDATE audit_events SET seq = 9 WHERE seq = -1`
const copySql = `
  DELETE FROM audit_events WHERE seq = 12;
  INSERT INTO audit_events SELECT 12, body, prev_hash, hash
    FROM audit_events WHERE seq = 20`

describe('a chain that was changed in its file', () => {
  it.each([
    [
      'events that changed places',
      swapSql,
      [
        { from: 7, to: 7, reason: 'reorder' },
        { from: 9, to: 9, reason: 'reorder' },
      ],
    ],
    ['an event put in place of another', copySql, [{ from: 12, to: 12, reason: 'duplicate' }]],
    [
      'an event before the first',
      `INSERT INTO audit_events SELECT -5, body, prev_hash, hash FROM audit_events WHERE seq = 1`,
      [{ from: -5, to: -5, reason: 'body' }],
    ],
    [
      'an event far behind the last',
      `INSERT INTO audit_events SELECT 4611686018427387904, body, prev_hash, hash FROM audit_events WHERE seq = 1`,
      [{ from: events + 1, to: Number.MAX_SAFE_INTEGER, reason: 'gap' }],
    ],
    [
      'ranges of every kind at once',
      `UPDATE audit_event_fields SET actor = 'eve' WHERE seq BETWEEN 100 AND 103; DELETE FROM audit_events WHERE seq BETWEEN 200 AND 220`,
      [
        { from: 100, to: 103, reason: 'body' },
        { from: 200, to: 220, reason: 'gap' },
      ],
    ],
    [
      'all of it taken away',
      `DELETE FROM audit_events; DELETE FROM audit_checkpoints`,
      [
        { from: 1, to: events, reason: 'rollback' },
        { from: 1, to: 1, reason: 'truncated' },
      ],
    ],
  ])('names %s', (_, statements, expected) => {
    const report = verify(rewritten(statements))
    expect(report.verdict).toBe('tampered')
    for (const range of expected) expect(report.bad).toContainEqual(range)
  })

  it('tells a text that was stored as bytes or as a number from the same text', () => {
    const asBytes = changed((db) => {
      withoutTriggers(db, () => {
        db.pragma('writable_schema = ON')
        const loosen = db.prepare(
          `UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'audit_events'`,
        )
        loosen.run(') STRICT', ')')
        db.pragma('writable_schema = RESET')
        db.exec('UPDATE audit_events SET body = CAST(body AS BLOB) WHERE seq = 4')
        db.pragma('writable_schema = ON')
        db.prepare(
          `UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE type = 'table' AND name = 'audit_events'`,
        ).run()
        db.pragma('writable_schema = RESET')
      })
    })
    const report = verify(asBytes)
    expect(report.structure).toEqual([])
    expect(report.bad).toEqual([{ from: 4, to: 4, reason: 'body' }])
  })

  it('tells bytes that are no text from the replacement character that they read as', () => {
    const { clock } = made
    const path = rewritten('SELECT 1')
    const db = new Database(path)
    const last = db.prepare('SELECT hash FROM audit_events WHERE seq = ?').pluck().get(events) as string
    const body = {
      seq: events + 1,
      at: new Date(clock.now()).toISOString(),
      actor: 'a\u{fffd}',
      action: 'x',
      target: '',
      result: 'done',
      detail: '{}',
    }
    const insert = (actor: string): void => {
      db.exec(`DELETE FROM audit_events WHERE seq = ${String(events + 1)}`)
      db.prepare(
        `INSERT INTO audit_event_fields (seq, at, actor, action, target, result, detail, prev_hash, hash) VALUES (?, ?, ${actor}, ?, ?, ?, ?, ?, ?)`,
      ).run(
        body.seq,
        body.at,
        body.action,
        body.target,
        body.result,
        body.detail,
        last,
        eventHash(last, body),
      )
    }
    withoutTriggers(db, () => insert(`CAST(x'61EFBFBD' AS TEXT)`))
    expect(verify(path)).toMatchObject({ verdict: 'consistent', unsignedTail: 1, bad: [] })
    withoutTriggers(db, () => insert(`CAST(x'61FF' AS TEXT)`))
    db.close()
    expect(verify(path).bad).toEqual([{ from: events + 1, to: events + 1, reason: 'body' }])
  })
})

describe('a store whose tables are not what they seem', () => {
  const column = 'seq, body, prev_hash, hash'
  it.each([
    [
      'a view in place of the events',
      [
        'ALTER TABLE audit_events RENAME TO hidden',
        `CREATE VIEW audit_events AS SELECT ${column} FROM hidden WHERE instr(body, 'ada') = 0`,
      ],
      'table audit_events',
    ],
    [
      'a trigger that drops events',
      [`CREATE TRIGGER forget AFTER INSERT ON audit_events BEGIN SELECT RAISE (IGNORE); END`],
      'trigger forget',
    ],
    ['a guard taken away', ['DROP TRIGGER audit_events_keep_rows'], 'trigger audit_events_keep_rows'],
    [
      'one more column',
      [`ALTER TABLE audit_events ADD COLUMN note TEXT NOT NULL DEFAULT 'x'`],
      'table audit_events',
    ],
    [
      'a column that is computed',
      [`ALTER TABLE audit_events ADD COLUMN seen TEXT GENERATED ALWAYS AS (body || 'x') VIRTUAL`],
      'table audit_events',
    ],
    [
      'another kind of table',
      [
        'CREATE TABLE other AS SELECT * FROM audit_events',
        'DROP TABLE audit_events',
        `CREATE TABLE audit_events (${column.replace('seq', 'seq INTEGER PRIMARY KEY')}) WITHOUT ROWID`,
        'INSERT INTO audit_events SELECT * FROM other',
      ],
      'table audit_events',
    ],
    [
      'a view that leaves events out',
      [
        'DROP VIEW audit_event_fields',
        `CREATE VIEW audit_event_fields AS SELECT seq, body, '' AS actor FROM audit_events WHERE seq <> 7`,
      ],
      'view audit_event_fields',
    ],
    ['an index that is not ours', ['CREATE INDEX mine ON audit_events (prev_hash)'], 'index mine'],
  ])('says so: %s', (_, statements, object) => {
    const path = changed((db) => {
      for (const statement of statements) db.exec(statement)
    })
    const report = verify(path)
    expect(report.verdict).toBe('tampered')
    expect(report.structure.map((fault) => fault.object)).toContain(object)
  })

  it('reads the table itself, whatever an index says', () => {
    const path = changed((db) => {
      db.pragma('writable_schema = ON')
      const root = db
        .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'audit_events_by_action'`)
        .pluck()
      const other = db
        .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'audit_events_by_actor'`)
        .pluck()
      const [one, two] = [root.get(), other.get()]
      const move = db.prepare('UPDATE sqlite_schema SET rootpage = ? WHERE name = ?')
      move.run(two, 'audit_events_by_action')
      move.run(one, 'audit_events_by_actor')
    })
    expect(verify(path)).toMatchObject({ verdict: 'verified', events, bad: [] })
  })

  it('says so where its own key is not the one that was given', () => {
    const path = changed((db) => {
      db.prepare('UPDATE store_meta SET checkpoint_public_key = ?').run(Buffer.from('no key'))
    })
    expect(verify(path)).toMatchObject({ verdict: 'tampered', bad: [], key: 'outside' })
    const reader = openAuditReader(path)
    expect(verifyAudit(reader, { anchors, now: made.clock.now() })).toMatchObject({
      verdict: 'tampered',
      key: 'none',
    })
    reader.close()
  })
})

describe('a file with damaged pages', () => {
  it('names what cannot be read, goes on behind it, and finds what else is wrong', async () => {
    const path = rewritten(`UPDATE audit_event_fields SET actor = 'eve' WHERE seq = 1190`)
    const [first, last] = damage(path, 601)
    const report = verify(path)
    expect(report.bad).toEqual([
      { from: first, to: last, reason: 'unreadable' },
      { from: 1190, to: 1190, reason: 'body' },
    ])
    expect(report.events).toBe(events - (last - first + 1))
    expect((await verifyOnThreads(path)).bad).toEqual(report.bad)
  })

  it('is unreadable and not tampered where nothing else is wrong, at the beginning, in the middle and at the end', () => {
    for (const near of [1, 601, events]) {
      const path = rewritten('SELECT 1')
      const [first, last] = damage(path, near)
      expect(verify(path)).toMatchObject({
        verdict: 'unreadable',
        bad: [{ from: first, to: last, reason: 'unreadable' }],
      })
    }
  })

  /** Wipes the page that holds an event; gives the first and the last event that were on it. */
  function damage(path: string, near: number): [first: number, last: number] {
    const bytes = readFileSync(path)
    const size = bytes.readUInt16BE(16)
    const place = bytes.toString('latin1').search(new RegExp(`event ${String(near)}","(done|failed)`))
    const page = Math.floor(place / size)
    const text = bytes.subarray(page * size, (page + 1) * size).toString('latin1')
    const on = [...text.matchAll(/event (\d+)","(?:done|failed)/g)].map(([, seq]) => Number(seq))
    bytes.fill(0, page * size, (page + 1) * size)
    writeFileSync(path, bytes)
    return [Math.min(...on), Math.max(...on)]
  }
})

describe('a verification in parts', () => {
  it('says the same as one in a single part, also where the parts meet', async () => {
    const [first = 0, second = 0, third = 0] = borders()
    expect(0 < first && first < second && second < third && third < events).toBe(true)
    for (const statement of [
      `UPDATE audit_event_fields SET actor = 'eve' WHERE seq = ${String(first)}`,
      `UPDATE audit_events SET hash = prev_hash WHERE seq = ${String(second)}`,
      `DELETE FROM audit_events WHERE seq = ${String(third)}`,
      `DELETE FROM audit_events WHERE seq = ${String(third + 1)}`,
      `DELETE FROM audit_events WHERE seq BETWEEN ${String(first - 3)} AND ${String(first + 3)}`,
      `DELETE FROM audit_events WHERE seq <= ${String(first + 1)}`,
      `DELETE FROM audit_events WHERE seq BETWEEN ${String(first + 1)} AND ${String(second)}`,
      `DELETE FROM audit_events WHERE seq BETWEEN ${String(first - 3)} AND ${String(third + 3)}`,
      `DELETE FROM audit_events WHERE seq > ${String(first + 3)}`,
      `DELETE FROM audit_events WHERE seq > ${String(second)}`,
      swapSql,
      copySql,
    ]) {
      const path = rewritten(statement)
      const whole = verify(path)
      expect(whole.verdict, statement).toBe('tampered')
      expect(await verifyOnThreads(path), statement).toEqual(whole)
    }
    for (const smallestPart of [events + 1, events, 1]) {
      expect(await verifyOnThreads(made.path, smallestPart)).toMatchObject({ verdict: 'verified', events })
    }
  })

  it('does not hold what it walks against a checkpoint that came meanwhile', async () => {
    const path = rewritten('SELECT 1')
    const db = new Database(path)
    let came = 0
    const report = await verifyFile(
      { path, options: { anchors, publicKey: made.publicKey, now: made.clock.now() } },
      {
        worker: sourceResources.auditWorker,
        rowMac: null,
        smallestPart: 1,
        onProgress() {
          if (came++ > 0) return
          db.prepare('INSERT INTO audit_checkpoints (seq, hash, at, signature) VALUES (?, ?, ?, ?)').run(
            events - 1,
            'of an event that nobody asked for',
            new Date(made.clock.now()).toISOString(),
            Buffer.alloc(64),
          )
        },
      },
    )
    db.close()
    expect(came).toBeGreaterThan(0)
    expect(report).toMatchObject({ verdict: 'verified', events, bad: [] })
    expect(verify(path).verdict).toBe('tampered')
  })

  it('finds a part that was written anew', async () => {
    const [, border = 0] = borders()
    const path = changed((db) => {
      withoutTriggers(db, () => {
        let previous = '0'.repeat(64)
        for (let seq = border + 1; seq <= events; seq++) {
          const row = db.prepare('SELECT * FROM audit_event_fields WHERE seq = ?').get(seq) as Parameters<
            typeof eventHash
          >[1]
          const hash = eventHash(previous, row)
          db.prepare('UPDATE audit_events SET prev_hash = ?, hash = ? WHERE seq = ?').run(previous, hash, seq)
          previous = hash
        }
      })
    })
    const report = await verifyOnThreads(path)
    expect(report.bad).toContainEqual({ from: border + 1, to: border + 1, reason: 'link' })
    expect(report).toEqual(verify(path))
  })
})
