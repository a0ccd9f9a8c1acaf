import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { keepBackup, stageBackup } from '../../../src/main/store/files/backup.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import { openReadOnlyStore } from '../../../src/main/store/files/read-only-store.ts'
import { RestoreError } from '../../../src/main/store/files/restore-error.ts'
import { restoreStore, takeBackRestored } from '../../../src/main/store/files/restore.ts'
import { StoreError } from '../../../src/main/store/store-error.ts'
import { storeMeta } from '../../../src/main/store/store-meta.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { makeSoundStore } from './sound-store.ts'

const at = '2026-06-02T08:00:00.000Z'
const unchecked = (): void => undefined

let folder = ''
let store = ''
let backup = ''
beforeEach(() => {
  folder = tempFolder()
  const opened = makeSoundStore(folder)
  store = opened.path
  backup = join(folder, 'kept.latchkey')
  storeMeta(opened).setPreference('theme', 'dark')
  opened.close()
  keepBackup(stageBackup({ from: store, to: backup, attempt: 'a' }, unchecked))
})

const preference = (path: string, key: string): string | undefined => {
  const reader = openReadOnlyStore(path)
  try {
    return storeMeta(reader).preference(key)
  } finally {
    reader.close()
  }
}
const setTheme = (value: string): void => {
  const { store: open } = openStore({ path: store, door: 'test', clock: { now: () => 0 } })
  storeMeta(open).setPreference('theme', value)
  open.close()
}
/** Reads every file of the folder that belongs to a store. */
const everything = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'base64')]),
  )
const problemOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof RestoreError) return error.fault
    if (error instanceof StoreError) return error.problem
    throw error
  }
}

describe('a restore', () => {
  it('puts the backup in the place of the store, sets that aside, and says so in the file', () => {
    setTheme('light')
    const old = readFileSync(store)
    const aside = restoreStore({ from: backup, to: store, at }, unchecked)
    expect(aside).toBe(`${store}.before-restore-20260602T080000000Z`)
    expect(readFileSync(aside ?? '').equals(old)).toBe(true)
    expect(preference(store, 'theme')).toBe('dark')
    expect(JSON.parse(preference(store, 'restored') ?? '')).toEqual({ from: backup, at })
    expect(statSync(store).mode & 0o777).toBe(0o600)
    expect(preference(backup, 'restored')).toBeUndefined()
    setTheme('light')
  })

  it('sets the log of a desk that was killed aside with its store, and plays none of it into the backup', async () => {
    const script = fileURLToPath(new URL('write-pairs.ts', import.meta.url))
    const child = spawn(process.execPath, [script, store], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    expect(statSync(`${store}-wal`).size).toBeGreaterThan(0)
    const aside = restoreStore({ from: backup, to: store, at }, unchecked)
    expect(preference(store, 'one')).toBeUndefined()
    expect(preference(aside ?? '', 'one')).toMatch(/^\d+$/)
  })

  it('takes in the log of a backup that is a plain copy of a store at work', () => {
    const { store: open } = openStore({ path: store, door: 'test', clock: { now: () => 0 } })
    storeMeta(open).setPreference('theme', 'light')
    mkdirSync(join(folder, 'plain'))
    for (const part of ['', '-wal']) cpSync(store + part, join(folder, 'plain', `copy${part}`))
    open.close()
    restoreStore({ from: join(folder, 'plain', 'copy'), to: store, at }, unchecked)
    expect(preference(store, 'theme')).toBe('light')
  })

  it('by a link replaces what the link leads to, and leaves the link', () => {
    setTheme('light')
    const link = join(folder, 'link')
    symlinkSync(store, link)
    const aside = restoreStore({ from: backup, to: link, at }, unchecked)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(aside).toBe(`${store}.before-restore-20260602T080000000Z`)
    expect(preference(store, 'theme')).toBe('dark')
  })

  it('makes a private folder where there is none, and sets nothing aside', () => {
    const place = join(folder, 'new', 'desk.latchkey')
    const mask = process.umask(0)
    chmodSync(backup, 0o644)
    const aside = restoreStore({ from: backup, to: place, at }, unchecked)
    process.umask(mask)
    expect(aside).toBeNull()
    expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700)
    expect(statSync(place).mode & 0o777).toBe(0o600)
    expect(preference(place, 'theme')).toBe('dark')
  })
})

describe('a restore that is taken back', () => {
  it('has the old store in its place again, with its log, and nothing of the other one', () => {
    setTheme('light')
    const aside = restoreStore({ from: backup, to: store, at }, unchecked) ?? ''
    const { store: open } = openStore({ path: store, door: 'test', clock: { now: () => 0 } })
    storeMeta(open).setPreference('theme', 'system')
    for (const part of ['', '-wal']) cpSync(store + part, join(folder, `killed${part}`))
    open.close()
    // As a desk that could not be closed leaves it: with a log of its own.
    for (const part of ['', '-wal']) cpSync(join(folder, `killed${part}`), store + part)
    takeBackRestored({ to: store, at }, aside)
    expect(existsSync(`${store}-wal`)).toBe(false)
    expect(preference(store, 'theme')).toBe('light')
    expect(preference(store, 'restored')).toBeUndefined()
    expect(readdirSync(join(folder, 'store')).filter((name) => name.includes('restor'))).toEqual([])
  })
})

describe('what cannot be restored', () => {
  it.each([
    [
      'a damaged file',
      'not-sound',
      () => {
        const bytes = readFileSync(backup)
        bytes.fill(0xff, 4096 * 8, 4096 * 9)
        writeFileSync(backup, bytes)
      },
    ],
    [
      'one that ends too early',
      'not-sound',
      () => {
        truncateSync(backup, 4096 * 20)
      },
    ],
    [
      'one of a newer Latchkey',
      'newer',
      () => {
        const db = new Database(backup)
        db.pragma('user_version = 9999')
        db.close()
      },
    ],
    [
      'a file of something else',
      'not-a-store',
      () => {
        writeFileSync(backup, 'hello')
      },
    ],
    [
      'an empty file',
      'not-a-store',
      () => {
        truncateSync(backup, 0)
      },
    ],
  ] as const)('changes nothing: %s', (_, fault, spoil) => {
    spoil()
    const before = everything()
    expect(problemOf(() => restoreStore({ from: backup, to: store, at }, unchecked))).toBe(fault)
    expect(everything()).toEqual(before)
  })

  it('changes nothing: one whose audit does not hold, and makes no folder for it', () => {
    const before = everything()
    const refuse = (): never => {
      throw new Error('the audit does not hold')
    }
    expect(problemOf(() => restoreStore({ from: backup, to: store, at }, refuse))).toBe('not-sound')
    const place = join(folder, 'new', 'desk.latchkey')
    expect(problemOf(() => restoreStore({ from: backup, to: place, at }, refuse))).toBe('not-sound')
    expect(everything()).toEqual(before)
    expect(existsSync(join(folder, 'new'))).toBe(false)
  })

  it('is a store in the place of itself, by whatever name', () => {
    symlinkSync(store, join(folder, 'the-same'))
    expect(problemOf(() => restoreStore({ from: join(folder, 'the-same'), to: store, at }, unchecked))).toBe(
      'same-file',
    )
    expect(preference(store, 'theme')).toBe('dark')
  })

  it('is anything into the place of a link whose store is not there: with its disk it may come back', () => {
    const link = join(folder, 'link')
    symlinkSync(join(folder, 'missing disk', 'desk.latchkey'), link)
    const before = readdirSync(folder)
    expect(problemOf(() => restoreStore({ from: backup, to: link, at }, unchecked))).toBe('leads-nowhere')
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readdirSync(folder)).toEqual(before)
  })

  it('is anything into a folder that is a link whose folder is not there', () => {
    const link = join(folder, 'folder-link')
    symlinkSync(join(folder, 'missing disk'), link)
    const place = join(link, 'desk.latchkey')
    expect(problemOf(() => restoreStore({ from: backup, to: place, at }, unchecked))).toBe('not-writable')
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(existsSync(join(folder, 'missing disk'))).toBe(false)
  })

  it('is the lock of a store, which to read as a file would give up', () => {
    const { store: open } = openStore({ path: store, door: 'test', clock: { now: () => 0 } })
    for (const beside of ['.lock', '.holder', '-wal', '-shm'])
      expect(problemOf(() => restoreStore({ from: store + beside, to: store, at }, unchecked))).toBe(
        'same-file',
      )
    open.close()
  })

  it('is anything while somebody reads the store, whose end would take the log of the new one away', () => {
    setTheme('light')
    const reader = openReadOnlyStore(store)
    expect(problemOf(() => restoreStore({ from: backup, to: store, at }, unchecked))).toBe('being-read')
    reader.close()
    expect(preference(store, 'theme')).toBe('light')
    expect(readdirSync(join(folder, 'store')).filter((name) => name.includes('restor'))).toEqual([])
    restoreStore({ from: backup, to: store, at }, unchecked)
    expect(preference(store, 'theme')).toBe('dark')
  })

  it('is anything while a desk holds the store', () => {
    const { store: open } = openStore({ path: store, door: 'the other desk', clock: { now: () => 0 } })
    expect(problemOf(() => restoreStore({ from: backup, to: store, at }, unchecked))).toBe('held')
    storeMeta(open).setPreference('theme', 'light')
    open.close()
    expect(preference(store, 'theme')).toBe('light')
    expect(readdirSync(join(folder, 'store')).filter((name) => name.includes('restor'))).toEqual([])
  })
})
