import { generateKeyPairSync, sign } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { anchorIn, anchorPath, readAnchors } from '../../src/main/audit/anchors.ts'
import { createAuditLog } from '../../src/main/audit/audit-log.ts'
import { auditRows } from '../../src/main/store/audit/audit-events.ts'
import { createStore } from '../../src/main/store/files/open.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { tempFolder } from '../support/temp-folder.ts'

const { privateKey } = generateKeyPairSync('ed25519')

function start(second: () => string | null) {
  const folder = tempFolder()
  const clock = createFixedClock()
  const path = join(folder, 'desk.latchkey')
  const { store } = createStore({ path, door: 'test', clock, storeId: 'store-1', populate: () => undefined })
  const log = createAuditLog({
    store,
    clock,
    signer: () => (bytes) => sign(null, bytes, privateKey),
    anchorsFolder: second,
    onAppend: () => undefined,
  })
  const work = (): void => {
    log.append({ action: 'operator.locked', result: 'done', actor: 'ada', target: 'desk' })
    log.checkpoint()
  }
  return { folder, path, store, log, work, beside: anchorPath(path, 'store-1') }
}
const numbers = (path: string): number[] => readAnchors(path).map(({ seq }) => seq)

it('keeps anchors in both places, private, and brings a place that is chosen later up to date', () => {
  let second: string | null = null
  const at = start(() => second)
  at.work()
  at.work()
  second = join(at.folder, 'elsewhere')
  at.work()
  const there = anchorIn(second, 'store-1')
  expect(numbers(at.beside)).toEqual([1, 2, 3])
  expect(readAnchors(there)).toEqual(readAnchors(at.beside))
  expect(statSync(there).mode & 0o777).toBe(0o600)
  expect(at.log.anchorPlaces()).toEqual([
    { path: at.beside, problem: null },
    { path: there, problem: null },
  ])
  at.store.close()
})

it('works on where a place cannot be written, says so once in the audit, and catches up afterwards', () => {
  const blocked = tempFolder()
  const second = join(blocked, 'file', 'anchors')
  writeFileSync(join(blocked, 'file'), 'not a folder')
  const at = start(() => second)
  at.work()
  at.work()
  expect(at.log.anchorPlaces()[1]).toEqual({ path: anchorIn(second, 'store-1'), problem: 'ENOTDIR' })
  const failures = auditRows(at.store).list({ action: 'audit.anchor-failed' }, undefined, 10)
  expect(failures.map(({ target }) => target)).toEqual([anchorIn(second, 'store-1')])
  expect(numbers(at.beside)).toEqual([1, 3])
  rmSync(join(blocked, 'file'))
  mkdirSync(join(blocked, 'file'))
  at.work()
  expect(numbers(anchorIn(second, 'store-1'))).toEqual([1, 3, 4])
  expect(at.log.anchorPlaces()[1]?.problem).toBeNull()
  at.store.close()
})

it('writes what a desk that was killed had signed and not yet copied, and nothing twice', () => {
  const at = start(() => null)
  at.work()
  at.work()
  rmSync(at.beside)
  const again = createAuditLog({
    store: at.store,
    clock: createFixedClock(),
    signer: () => (bytes) => sign(null, bytes, privateKey),
    onAppend: () => undefined,
  })
  expect(existsSync(at.beside)).toBe(false)
  again.checkpoint()
  again.checkpoint()
  expect(numbers(at.beside)).toEqual([1, 2])
  at.store.close()
})

it('writes through no link and into no pipe that somebody put in the place of a file, also while it runs', () => {
  const second = join(tempFolder(), 'share')
  mkdirSync(second)
  const there = anchorIn(second, 'store-1')
  const precious = join(tempFolder(), 'precious')
  writeFileSync(precious, 'as it was', { mode: 0o644 })
  const at = start(() => second)
  const problem = (): string | null | undefined => at.log.anchorPlaces()[1]?.problem
  const instead = [
    () => {
      symlinkSync(precious, there)
    },
    () => {
      symlinkSync(join(second, 'nothing there'), there)
    },
    () => execFileSync('mkfifo', [there]),
  ]
  for (const put of instead) {
    put()
    at.work()
    expect(problem()).toBe('NOT_A_PLAIN_FILE')
    rmSync(there)
    at.work()
    expect(problem()).toBeNull()
    rmSync(there)
    put()
    at.work()
    expect(problem()).toBe('NOT_A_PLAIN_FILE')
    rmSync(there)
  }
  expect(readFileSync(precious, 'utf8')).toBe('as it was')
  expect(statSync(precious).mode & 0o777).toBe(0o644)
  expect(existsSync(join(second, 'nothing there'))).toBe(false)
  at.work()
  expect(numbers(there)).toEqual(numbers(at.beside))
  at.store.close()
})
