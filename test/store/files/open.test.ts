import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { applicationId } from '../../../src/main/store/files/header.ts'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { applyPragmas } from '../../../src/main/store/pragmas.ts'
import { createStore, openStore } from '../../../src/main/store/files/open.ts'
import { sql } from '../../../src/main/store/sql.ts'
import { StoreError } from '../../../src/main/store/store-error.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const clock = createFixedClock()
const make = (path: string) =>
  createStore({ path, door: 'test', clock, storeId: 'store-1', populate: () => undefined }).store
const problemOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof StoreError) return error.problem
    throw error
  }
}

describe('a new store', () => {
  it('is private under any umask, with everything beside it', () => {
    const folder = join(tempFolder(), 'deep', 'store')
    const before = process.umask(0)
    const store = make(join(folder, 'desk.latchkey'))
    store.run(sql.insertInto('preferences').values({ key: 'theme', value: 'dark' }))
    const modes = Object.fromEntries(
      readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
    )
    process.umask(before)
    store.close()
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700')
    expect(modes).toEqual({
      'desk.latchkey': '600',
      'desk.latchkey-shm': '600',
      'desk.latchkey-wal': '600',
      'desk.latchkey.holder': '600',
      'desk.latchkey.lock': '600',
      'desk.latchkey.lock-journal': '600',
    })
  })

  it('replaces nothing: a file of that name stays byte for byte', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    writeFileSync(path, 'something of mine')
    expect(() => make(path)).toThrow()
    expect(readFileSync(path, 'utf8')).toBe('something of mine')
  })

  it('has no name until it is whole: a failure half-way leaves nothing to trip over', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    const failing = () =>
      createStore({
        path,
        door: 'test',
        clock,
        storeId: 'store-1',
        populate: () => {
          throw new Error('half-way')
        },
      })
    expect(failing).toThrow('half-way')
    expect(existsSync(path)).toBe(false)
    make(path).close()
    expect(existsSync(path)).toBe(true)
  })
})

describe('the opening ritual', () => {
  it('reads every pragma back, and refuses a connection on which one does not hold', () => {
    const path = join(tempFolder(), 'plain.db')
    const db = new Database(path)
    applyPragmas(db)
    const read = (name: string): unknown => db.pragma(name, { simple: true })
    expect([
      read('journal_mode'),
      read('synchronous'),
      read('secure_delete'),
      read('trusted_schema'),
    ]).toEqual(['wal', 2, 1, 0])
    db.close()
    const inMemory = new Database(':memory:')
    expect(
      problemOf(() => {
        applyPragmas(inMemory)
      }),
    ).toBe('unreadable')
    inMemory.close()
  })

  it('opens what was closed, with what was written', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    const first = make(path)
    first.run(sql.insertInto('preferences').values({ key: 'theme', value: 'dark' }))
    first.close()
    const { store } = openStore({ path, door: 'test', clock })
    expect(store.id).toBe('store-1')
    expect(store.all(sql.selectFrom('preferences').selectAll())).toEqual([{ key: 'theme', value: 'dark' }])
    store.close()
  })

  it('takes from others what rights a careless copy gave them', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    make(path).close()
    chmodSync(path, 0o644)
    openStore({ path, door: 'test', clock }).store.close()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['newer', (db: Database.Database) => db.pragma('user_version = 9999')],
    ['not-a-store', (db: Database.Database) => db.pragma('application_id = 1')],
  ] as const)('refuses a store that is %s and leaves it byte for byte', (problem, spoil) => {
    const folder = tempFolder()
    const path = join(folder, 'desk.latchkey')
    make(path).close()
    const db = new Database(path)
    spoil(db)
    db.close()
    const before = readFileSync(path)
    const beside = readdirSync(folder)
    expect(problemOf(() => openStore({ path, door: 'test', clock }))).toBe(problem)
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(beside)
  })

  it('refuses a newer version that stands in the write-ahead log alone, and leaves both files as they were', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    make(path).close()
    const script = `
      const Database = require('better-sqlite3')
      const db = new Database(process.argv[1])
      db.pragma('user_version = 9999')
      process.kill(process.pid, 'SIGKILL')`
    try {
      execFileSync(process.execPath, ['-e', script, path], {
        cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      })
    } catch {
      // Killed on purpose.
    }
    const before = [path, `${path}-wal`].map((name) => readFileSync(name))
    expect(before[0]?.readUInt32BE(60)).not.toBe(9999)
    expect(problemOf(() => openStore({ path, door: 'test', clock }))).toBe('newer')
    expect([path, `${path}-wal`].map((name) => readFileSync(name))).toEqual(before)
  })

  it.each([
    ['a text file', 'not-a-store', Buffer.from('hello')],
    ['an empty file', 'not-a-store', Buffer.alloc(0)],
  ])('refuses %s', (_, problem, bytes) => {
    const path = join(tempFolder(), 'desk.latchkey')
    writeFileSync(path, bytes)
    expect(problemOf(() => openStore({ path, door: 'test', clock }))).toBe(problem)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('checks the pages of a store that was not closed, and names one that is damaged', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    make(path).close()
    const bytes = readFileSync(path)
    new Database(path).prepare('UPDATE store_meta SET clean_exit = 0').run()
    const unclean = readFileSync(path)
    expect(unclean.equals(bytes)).toBe(true)
    const db = new Database(path)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    const damaged = readFileSync(path)
    damaged.fill(0xff, 4096 * 3, 4096 * 4)
    writeFileSync(path, damaged)
    expect(problemOf(() => openStore({ path, door: 'test', clock }))).toBe('damaged')
    expect(readFileSync(path).equals(damaged)).toBe(true)
  })
})

describe('a place that cannot be written', () => {
  it('is named as that, whether its folder is a file or is not there to be made', () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'a-file'), 'mine')
    expect(problemOf(() => make(join(folder, 'a-file', 'desk.latchkey')))).toBe('not-writable')
    expect(problemOf(() => make(join(folder, 'a-file', 'deeper', 'desk.latchkey')))).toBe('not-writable')
    expect(readFileSync(join(folder, 'a-file'), 'utf8')).toBe('mine')
  })

  it.skipIf(!existsSync('/proc/self'))('is named as that where the system only seems to have folders', () => {
    expect(problemOf(() => make('/proc/nowhere/deeper/desk.latchkey'))).toBe('not-writable')
    expect(problemOf(() => make('/proc/self/fd/desk.latchkey'))).toBe('not-writable')
  })
})

describe('a store that cannot be brought to the newest form', () => {
  it('is named as one that cannot be written, is as it was, and can be opened by the next', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    const db = new Database(path)
    db.pragma(`application_id = ${String(applicationId)}`)
    applyPragmas(db)
    migrate(db, migrations.slice(0, 4))
    db.exec(`INSERT INTO store_meta VALUES (1, 'older', '2026-06-01T12:00:00.000Z', NULL, 1, 0)`)
    db.close()
    const before = readFileSync(path)
    mkdirSync(`${path}.v4.bak`)
    expect(problemOf(() => openStore({ path, door: 'test', clock }))).toBe('not-writable')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(existsSync(`${path}-wal`)).toBe(false)
    rmdirSync(`${path}.v4.bak`)
    const { store, migrated } = openStore({ path, door: 'test', clock })
    expect(migrated[0]).toBe(5)
    store.close()
  })
})

describe('a store on a disk without room', () => {
  it('is told as that, never as damaged, and is as it was', () => {
    const path = join(tempFolder(), 'desk.latchkey')
    make(path).close()
    const before = readFileSync(path)
    const script = fileURLToPath(new URL('open-once.ts', import.meta.url))
    // No file over 16 KiB: the log that is shared does not fit.
    const limited = `trap '' XFSZ; ulimit -f 16; exec "$0" "$@"`
    const said = execFileSync('bash', ['-c', limited, process.execPath, script, path], { encoding: 'utf8' })
    expect(said).toBe('no-space')
    expect(readFileSync(path).equals(before)).toBe(true)
    openStore({ path, door: 'test', clock }).store.close()
  })
})

describe('a transaction', () => {
  it('leaves nothing behind when it throws, and joins the one it is called in', () => {
    const store = make(join(tempFolder(), 'desk.latchkey'))
    const write = (key: string) => store.run(sql.insertInto('preferences').values({ key, value: '' }))
    expect(() =>
      store.transaction(() => {
        write('outer')
        store.transaction(() => write('inner'))
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(store.all(sql.selectFrom('preferences').selectAll())).toEqual([])
    store.close()
  })
})
