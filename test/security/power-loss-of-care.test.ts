import { existsSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demandSoundChain } from '../../src/main/desk/audit/sound-chain.ts'
import { systemClock } from '../../src/main/platform/system-clock.ts'
import { findDamage } from '../../src/main/store/files/find-damage.ts'
import { schemaVersion } from '../../src/main/store/migrations/index.ts'
import { openStore } from '../../src/main/store/files/open.ts'
import { bundleWriter } from './crash/bundle-writer.ts'
import { olderVersion, placesIn, type CaredTold } from './crash/cared-told.ts'
import { createFailingDisk, survivals } from './crash/failing-disk.ts'
import { memoryFolder } from './crash/memory-folder.ts'
import { seededRandom } from './crash/seeded-random.ts'
import { traceNode, whyNotTraced, type TracedOperation } from './crash/traced-operations.ts'

const points = process.env['LATCHKEY_SOAK'] === '1' ? 20_000 : 400
const seed = Number(process.env['LATCHKEY_SEED'] ?? '20260601')
const reason = whyNotTraced()
const thoroughEvery = 5

let program: Awaited<ReturnType<typeof bundleWriter>>
beforeAll(async () => {
  program = await bundleWriter('cared-for')
})
afterAll(() => {
  program.remove()
})

interface Traced {
  root: string
  trace: TracedOperation[]
}

/** Lets the program do its work under trace. */
function traceCare(): Traced {
  const root = memoryFolder()
  const input = JSON.stringify({ root })
  const trace = traceNode(program.path, { input, below: root, trace: join(memoryFolder(), 'trace') })
  return { root, trace }
}

/** Lets the power fail at random points of a trace, and tells what was lost; with a sloppy disk, up to the first loss. */
function replay(
  { root, trace }: Traced,
  count: number,
  sloppy?: (path: string) => boolean,
): { judged: number; lost: string[] } {
  const below = seededRandom(seed)
  const disk = createFailingDisk(root, sloppy)
  const into = join(memoryFolder(), 'after')
  const due = trace.map(() => 0)
  const words = trace.flatMap((operation, index) => (operation.kind === 'said' ? [index] : []))
  const [left = 0, restored = 0, older = 0] = words
  for (let point = 0; point < count; point++) {
    // By turns in the restore and in the migration, which asks far more of the disk.
    const [from, to] = point % 2 === 0 ? [left, restored + 1] : [older, trace.length]
    const at = from + below(to - from)
    due[at] = (due[at] ?? 0) + 1
  }
  const told: CaredTold[] = []
  const lost: string[] = []
  let judged = 0
  const isOver = (): boolean => sloppy !== undefined && lost.length > 0
  for (const [index, operation] of trace.entries()) {
    if (isOver()) break
    disk.apply(operation)
    if (operation.kind === 'said') {
      for (const line of operation.text.trimEnd().split('\n')) told.push(JSON.parse(line) as CaredTold)
    }
    for (let times = due[index] ?? 0; times > 0 && !isOver(); times--) {
      const survival = survivals[judged % survivals.length] ?? 'none'
      disk.fail(into, survival, below, () => false)
      const here = (path: string): string => join(into, relative(root, path))
      const found = judge(here, placesIn(root), told, judged % thoroughEvery === 0)
      rmSync(into, { recursive: true, force: true })
      judged++
      lost.push(...found.map((what) => `${what} (operation ${String(index)}, ${survival})`))
    }
  }
  return { judged, lost }
}

function judge(
  here: (path: string) => string,
  places: ReturnType<typeof placesIn>,
  told: readonly CaredTold[],
  isThorough: boolean,
): string[] {
  const left = told.find((one) => one.what === 'left')
  const restored = told.find((one) => one.what === 'restored')
  const said = (what: CaredTold['what']): boolean => told.some((one) => one.what === what)
  const ofRestore =
    left === undefined
      ? []
      : judgeRestore(here(places.store), left, restored && here(restored.aside), isThorough)
  const ofMigration = said('older') ? judgeMigration(here(places.older), said('migrated'), isThorough) : []
  return [...ofRestore, ...ofMigration]
}

/** The place holds the old store whole or the backup whole; where it is the backup, the old one is set aside, whole. */
function judgeRestore(
  store: string,
  { old, backup }: { old: number; backup: number },
  aside: string | undefined,
  isThorough: boolean,
): string[] {
  try {
    const { events } = demandSoundChain(store)
    if (aside !== undefined && events !== backup) return [`the restore: ${String(events)} events`]
    if (aside === undefined && events !== backup && events !== old)
      return [`a store of ${String(events)} events`]
    const kept = aside ?? `${store}.before-restore-20260602T080000000Z`
    if (events === backup && demandSoundChain(kept).events !== old) return ['what was set aside']
    if (isThorough) openStore({ path: store, door: 'test', clock: systemClock }).store.close()
    return []
  } catch (error) {
    return [`the restore: ${String(error)}`]
  }
}

/** The store is of the old version, the new one or one between, with every row; once that was said, of the new one. */
function judgeMigration(store: string, isDone: boolean, isThorough: boolean): string[] {
  try {
    const before = lookAt(store)
    const isFitting =
      before.version <= schemaVersion && before.version >= (isDone ? schemaVersion : olderVersion)
    if (!isFitting) return [`a store of version ${String(before.version)}`]
    const copy = `${store}.v${String(olderVersion)}.bak`
    if (isDone && (findDamage(copy) !== undefined || lookAt(copy).rows !== 200)) return ['the copy beside']
    if (isThorough) openStore({ path: store, door: 'test', clock: systemClock }).store.close()
    const { rows, version } = lookAt(store)
    if (rows !== 200 || (isThorough && version !== schemaVersion)) return [`${String(rows)} rows`]
    return []
  } catch (error) {
    return [`the migration: ${String(error)}`]
  }
}

function lookAt(path: string): { version: number; rows: number } {
  if (!existsSync(path)) throw new Error(`${path} is gone`)
  const db = new Database(path)
  try {
    return {
      version: Number(db.pragma('user_version', { simple: true })),
      rows: Number(db.prepare(`SELECT count(*) FROM preferences WHERE key LIKE 'key %'`).pluck().get()),
    }
  } finally {
    db.close()
  }
}

describe.skipIf(reason !== null)(
  'a power loss while a store is restored, or brought to the newest form',
  () => {
    it(`leaves the one or the other, whole, at ${String(points)} points`, { timeout: 1_200_000 }, () => {
      const traced = traceCare()
      const { judged, lost } = replay(traced, points)
      process.stdout.write(
        `power loss: ${String(lost.length)} of ${String(judged)} points of a restore and a migration lost something ` +
          `(${String(traced.trace.length)} operations, seed ${String(seed)})\n`,
      )
      expect(lost).toEqual([])
      expect(judged).toBe(points)
    })

    it(
      'would show one that does not wait for the names in a folder, or for a file',
      { timeout: 300_000 },
      () => {
        const traced = traceCare()
        for (const isOne of [
          (path: string) => path.endsWith('/place'),
          (path: string) => path.includes('/place/'),
          (path: string) => path.includes('/older/') && !path.endsWith('.bak'),
        ]) {
          expect(replay(traced, 150, isOne).lost).not.toEqual([])
        }
      },
    )
  },
)
