import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { buildStale, isStale } from '../../../scripts/build-stale.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const longAgo = new Date('2026-01-01T00:00:00Z')
const later = new Date(Date.now() + 60_000)

let root = ''
let builds = 0
let lines: string[] = []
const build = (): Promise<void> => {
  builds += 1
  return Promise.resolve()
}
const buildIt = () => buildStale({ root, build, announce: (line) => lines.push(line) })

beforeEach(() => {
  root = tempFolder('latchkey-build')
  builds = 0
  lines = []
  mkdirSync(join(root, 'src', 'main'), { recursive: true })
  writeFileSync(join(root, 'src', 'main', 'desk.ts'), '')
  writeFileSync(join(root, 'package-lock.json'), '{}')
  for (const path of ['src/main/desk.ts', 'src/main', 'src', 'package-lock.json']) {
    utimesSync(join(root, path), longAgo, longAgo)
  }
})

describe('building what is stale', () => {
  it('builds once, says so in one line, and is silent after', async () => {
    await buildIt()
    await buildIt()
    expect([builds, lines.length]).toEqual([1, 1])
    expect(isStale(root)).toBe(false)
  })

  it.each<[what: string, change: () => void]>([
    ['a source changed', () => utimesSync(join(root, 'src/main/desk.ts'), later, later)],
    ['a source came', () => writeFileSync(join(root, 'src/main/new.ts'), '')],
    ['a source went', () => rmSync(join(root, 'src/main/desk.ts'))],
    ['a configuration came', () => writeFileSync(join(root, 'electron.vite.config.ts'), '')],
    ['the lockfile changed', () => utimesSync(join(root, 'package-lock.json'), later, later)],
    ['the build went', () => rmSync(join(root, 'out'), { recursive: true })],
  ])('builds again when %s', async (_what, change) => {
    await buildIt()
    utimesSync(join(root, 'out', '.stamp'), longAgo, new Date(longAgo.getTime() + 1000))
    expect(isStale(root)).toBe(false)
    change()
    await buildIt()
    expect(builds).toBe(2)
  })

  it('builds once for two who ask at the same time', async () => {
    let release = (): void => undefined
    const slow = new Promise<void>((resolve) => {
      release = resolve
    })
    const first = buildStale({ root, build: () => slow.then(build) })
    const second = buildStale({ root, build })
    release()
    await Promise.all([first, second])
    expect(builds).toBe(1)
  })

  it('counts what was saved while it built as newer', async () => {
    await buildStale({
      root,
      build: () => {
        utimesSync(join(root, 'src/main/desk.ts'), later, later)
        return Promise.resolve()
      },
    })
    expect(isStale(root)).toBe(true)
  })

  it('leaves a failed build stale, and lets the next one begin', async () => {
    const broken = buildStale({ root, build: () => Promise.reject(new Error('a type is missing')) })
    await expect(broken).rejects.toThrow('a type is missing')
    expect(readdirSync(join(root, 'out'))).toEqual([])
    await buildIt()
    expect(builds).toBe(1)
  })

  it('does not wait for a builder that is gone', async () => {
    mkdirSync(join(root, 'out', '.building'), { recursive: true })
    writeFileSync(join(root, 'out', '.building', 'pid'), '999999999')
    await buildIt()
    expect(builds).toBe(1)
  })
})
