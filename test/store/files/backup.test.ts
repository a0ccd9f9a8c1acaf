import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { BackupError, keepBackup, stageBackup } from '../../../src/main/store/files/backup.ts'
import { findDamage } from '../../../src/main/store/files/find-damage.ts'
import { openReadOnlyStore } from '../../../src/main/store/files/read-only-store.ts'
import { storeMeta } from '../../../src/main/store/store-meta.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { makeSoundStore } from './sound-store.ts'

const unchecked = (): void => undefined

/** Makes a backup, and gives why there is none, or null. */
function faultOf(from: string, to: string, verify: (path: string) => void = unchecked): string | null {
  try {
    keepBackup(stageBackup({ from, to, attempt: 'a' }, verify))
    return null
  } catch (error) {
    if (error instanceof BackupError) return error.fault
    throw error
  }
}

async function startChild(script: string, ...args: string[]): Promise<ChildProcess> {
  const file = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

describe('a backup', () => {
  it('of a store that is open says of itself that nothing was cut off', () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    onTestFinished(() => {
      store.close()
    })
    const cleanExit = (path: string): unknown => {
      const db = new Database(path, { readonly: true })
      const clean = db.prepare('SELECT clean_exit FROM store_meta').pluck().get()
      db.close()
      return clean
    }
    const to = join(folder, 'kept', 'one.latchkey')
    expect(faultOf(store.path, to)).toBeNull()
    expect([cleanExit(store.path), cleanExit(to)]).toEqual([0, 1])
  })

  it('is private under any umask, holds what the store holds, and leaves the store byte for byte', () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    storeMeta(store).setPreference('theme', 'dark')
    store.close()
    const before = readFileSync(store.path)
    const beside = readdirSync(join(folder, 'store'))
    const to = join(folder, 'kept', 'one.latchkey')
    const mask = process.umask(0)
    const fault = faultOf(store.path, to)
    process.umask(mask)
    expect(fault).toBeNull()
    expect(statSync(to).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'kept')).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(folder, 'kept'))).toEqual(['one.latchkey'])
    expect(readFileSync(store.path).equals(before)).toBe(true)
    expect(readdirSync(join(folder, 'store'))).toEqual(beside)
    const copy = openReadOnlyStore(to)
    expect([copy.id, storeMeta(copy).preference('theme')]).toEqual([store.id, 'dark'])
    copy.close()
  })

  it('replaces nothing: not a file that was there, nor one that came while it was made', () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    store.close()
    const to = join(folder, 'mine')
    writeFileSync(to, 'something of mine')
    expect(faultOf(store.path, to)).toBe('exists')
    const late = join(folder, 'late')
    expect(
      faultOf(store.path, late, () => {
        writeFileSync(late, 'came meanwhile')
      }),
    ).toBe('exists')
    expect([to, late].map((file) => readFileSync(file, 'utf8'))).toEqual([
      'something of mine',
      'came meanwhile',
    ])
    expect(readdirSync(folder).toSorted()).toEqual(['late', 'mine', 'store'])
  })

  it.each([
    ['no-space', Object.assign(new Error('full'), { code: 'ENOSPC' })],
    ['not-writable', Object.assign(new Error('read-only'), { code: 'EROFS' })],
    ['not-sound', new Error('the audit does not hold')],
  ])('that ends in %s leaves nothing behind', (fault, thrown) => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    store.close()
    expect(
      faultOf(store.path, join(folder, 'copy'), () => {
        throw thrown
      }),
    ).toBe(fault)
    expect(readdirSync(folder)).toEqual(['store'])
  })

  it('says where a file stands in the place of its folder', () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    store.close()
    writeFileSync(join(folder, 'a-file'), 'mine')
    expect(faultOf(store.path, join(folder, 'a-file', 'copy'))).toBe('not-writable')
    expect(faultOf(store.path, join(folder, 'a-file', 'deeper', 'copy'))).toBe('not-writable')
  })

  it('leaves nothing behind where the system takes only a part of it', () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    store.close()
    mkdirSync(join(folder, 'small'))
    const script = fileURLToPath(new URL('back-up-often.ts', import.meta.url))
    // No file over 64 KiB: the copy breaks off in the middle.
    const limited = `trap '' XFSZ; ulimit -f 64; exec "$0" "$@"`
    expect(() =>
      execFileSync(
        'bash',
        ['-c', limited, process.execPath, script, store.path, join(folder, 'small', 'copy')],
        {
          stdio: 'ignore',
        },
      ),
    ).toThrow()
    expect(readdirSync(join(folder, 'small'))).toEqual([])
  })

  it('is not made of a damaged store', () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    store.close()
    const damaged = readFileSync(store.path)
    damaged.fill(0xff, 4096 * 8, 4096 * 9)
    writeFileSync(store.path, damaged)
    expect(faultOf(store.path, join(folder, 'copy'))).toBe('not-sound')
    expect(readFileSync(store.path).equals(damaged)).toBe(true)
    expect(readdirSync(folder)).toEqual(['store'])
  })

  it('of a store with a busy writer has each transaction whole or not at all', async () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    store.close()
    const writer = await startChild('write-pairs.ts', store.path)
    const seen = new Set<string | undefined>()
    for (const number of Array(6).keys()) {
      const to = join(folder, `copy-${String(number)}`)
      expect(faultOf(store.path, to)).toBeNull()
      const copy = openReadOnlyStore(to)
      const meta = storeMeta(copy)
      expect(meta.preference('other')).toBe(meta.preference('one'))
      seen.add(meta.preference('one'))
      copy.close()
      expect(findDamage(to)).toBeUndefined()
    }
    expect(writer.exitCode).toBeNull()
    expect(seen.size).toBeGreaterThan(1)
    await kill(writer)
  })
})

describe('a desk that is killed while it makes a backup', () => {
  it('leaves no file under the name of the backup, and the next attempt takes its remains away', async () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    store.close()
    mkdirSync(join(folder, 'kept'))
    const to = join(folder, 'kept', 'copy')
    await kill(await startChild('back-up-often.ts', store.path, to, 'wait'))
    const remains = readdirSync(join(folder, 'kept'))
    expect(remains).toEqual([expect.stringMatching(/^copy-1\.\d+-a\.partial$/)])
    expect(statSync(join(folder, 'kept', remains[0] ?? '')).mode & 0o777).toBe(0o600)
    expect(faultOf(store.path, `${to}-1`)).toBeNull()
    expect(readdirSync(join(folder, 'kept'))).toEqual(['copy-1'])
  })

  it('leaves only whole files under the names of backups, whenever it dies', async () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    store.close()
    let named = 0
    for (const [round, wait] of [20, 70, 150].entries()) {
      const place = join(folder, `round-${String(round)}`)
      mkdirSync(place)
      const child = await startChild('back-up-often.ts', store.path, join(place, 'copy'))
      // The moment of its death, not a time in which something should have happened.
      await new Promise((resolve) => setTimeout(resolve, wait))
      await kill(child)
      const files = readdirSync(place).filter((name) => !name.includes('.partial'))
      for (const file of files) expect(findDamage(join(place, file))).toBeUndefined()
      named += files.length
    }
    expect(named).toBeGreaterThan(0)
  })
})

describe('a folder that lets nobody write', () => {
  it('does not keep its store from being backed up elsewhere', () => {
    const folder = tempFolder()
    const store = makeSoundStore(folder)
    store.close()
    chmodSync(join(folder, 'store'), 0o500)
    onTestFinished(() => {
      chmodSync(join(folder, 'store'), 0o700)
    })
    expect(faultOf(store.path, join(folder, 'copy'))).toBeNull()
    expect(existsSync(join(folder, 'copy'))).toBe(true)
  })
})
