import { copyFileSync, existsSync, linkSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createStore, openStore } from '../../../src/main/store/files/open.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const clock = createFixedClock()

const makeStore = (): { path: string; folder: string } => {
  const folder = tempFolder()
  const path = join(folder, 'desk.latchkey')
  createStore({ path, door: 'test', clock, storeId: 'one', populate: () => undefined }).store.close()
  return { path, folder }
}
const open = (path: string) => {
  const { store } = openStore({ path, door: 'test', clock })
  onTestFinished(() => {
    store.close()
  })
  return store
}

describe('a store with a second name', () => {
  it('is opened under neither, and stays byte for byte', () => {
    const { path, folder } = makeStore()
    const other = join(folder, 'other.latchkey')
    linkSync(path, other)
    const before = readFileSync(path)
    for (const name of [path, other]) {
      expect(() => openStore({ path: name, door: 'test', clock })).toThrow(
        expect.objectContaining({ problem: 'linked' }),
      )
      expect(existsSync(`${name}-wal`)).toBe(false)
      expect(existsSync(`${name}.holder`)).toBe(false)
    }
    expect(readFileSync(path)).toEqual(before)
    rmSync(other)
    open(path)
  })

  it.each([
    'other',
    'desk.latchkey.bak',
    'desk.latchkey.before-restore-',
    'desk.latchkey-partial',
    'x.partial',
  ])('keeps a name that somebody else gave: %s', (name) => {
    const { path, folder } = makeStore()
    linkSync(path, join(folder, name))
    expect(() => openStore({ path, door: 'test', clock })).toThrow()
    expect(statSync(path).nlink).toBe(2)
  })

  it.each([
    'desk.latchkey.partial',
    'desk.latchkey.41-7.partial',
    'desk.latchkey.before-restore-20261122T101500000Z',
  ])('is opened where a kill left the other, which goes: %s', (name) => {
    const { path, folder } = makeStore()
    linkSync(path, join(folder, name))
    linkSync(`${path}.lock`, join(folder, `${name}-wal`))
    open(path)
    expect(existsSync(join(folder, name))).toBe(false)
    expect(existsSync(join(folder, `${name}-wal`))).toBe(false)
  })

  it('is told from a copy that was set aside, and from a link to the store, which stay', () => {
    const { path, folder } = makeStore()
    const aside = join(folder, 'desk.latchkey.before-restore-20261122T101500000Z')
    const link = join(folder, 'link.latchkey')
    copyFileSync(path, aside)
    symlinkSync(path, link)
    open(link)
    expect(existsSync(aside)).toBe(true)
    expect(existsSync(link)).toBe(true)
  })
})
