import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleWriter } from './crash/bundle-writer.ts'
import {
  lostOfExchange,
  readExchanged,
  type ExchangedTold,
  type ExchangingTask,
} from './crash/exchanged-told.ts'
import { createFailingDisk, survivals } from './crash/failing-disk.ts'
import { memoryFolder } from './crash/memory-folder.ts'
import { seededRandom } from './crash/seeded-random.ts'
import { traceNode, whyNotTraced, type TracedOperation } from './crash/traced-operations.ts'
import { writingTaskIn } from './crash/writing-task.ts'

const isLong = process.env['LATCHKEY_SOAK'] === '1'
const points = isLong ? 20_000 : 160
const kills = isLong ? 1000 : 24
const seed = Number(process.env['LATCHKEY_SEED'] ?? '20260601')
const thoroughEvery = 5

let program: Awaited<ReturnType<typeof bundleWriter>>
beforeAll(async () => {
  program = await bundleWriter('exchanging-desk')
})
afterAll(() => {
  program.remove()
})

const taskIn = (root: string): ExchangingTask => {
  const { storePath, storeId, master, workers } = writingTaskIn(root)
  return { storePath, storeId, master, workers, backups: join(root, 'backups') }
}

interface Traced {
  root: string
  task: ExchangingTask
  trace: TracedOperation[]
}

/** Lets a desk restore under trace. */
function traceRestore(): Traced {
  const root = memoryFolder()
  const task = taskIn(root)
  const trace = traceNode(program.path, {
    input: JSON.stringify(task),
    below: root,
    trace: join(memoryFolder(), 'trace'),
  })
  return { root, task, trace }
}

/**
 * Lets the power fail at random points between what the desk said first and its end, and tells what was lost; with a
 * sloppy disk, up to the first loss.
 */
function replay(
  { root, task, trace }: Traced,
  count: number,
  sloppy?: (path: string) => boolean,
): { judged: number; lost: string[] } {
  const below = seededRandom(seed)
  const disk = createFailingDisk(root, sloppy)
  const into = join(memoryFolder(), 'after')
  const first = trace.findIndex(({ kind }) => kind === 'said')
  const due = trace.map(() => 0)
  for (let point = 0; point < count; point++) {
    const at = first + below(trace.length - first)
    due[at] = (due[at] ?? 0) + 1
  }
  const told: ExchangedTold[] = []
  const lost: string[] = []
  let judged = 0
  const isOver = (): boolean => sloppy !== undefined && lost.length > 0
  for (const [index, operation] of trace.entries()) {
    if (isOver()) break
    disk.apply(operation)
    if (operation.kind === 'said') told.push(...readExchanged(operation.text))
    for (let times = due[index] ?? 0; times > 0 && !isOver(); times--) {
      const survival = survivals[judged % survivals.length] ?? 'none'
      disk.fail(into, survival, below, () => false)
      const place = join(into, relative(root, task.storePath))
      const found = lostOfExchange(place, told, judged % thoroughEvery === 0)
      rmSync(into, { recursive: true, force: true })
      judged++
      lost.push(...found.map((what) => `${what} (operation ${String(index)}, ${survival})`))
    }
  }
  return { judged, lost }
}

describe.skipIf(whyNotTraced() !== null)('a power loss while a desk restores', () => {
  it(`leaves the one store or the other, whole, at ${String(points)} points`, { timeout: 1_200_000 }, () => {
    const { judged, lost } = replay(traceRestore(), points)
    process.stdout.write(
      `power loss: ${String(lost.length)} of ${String(judged)} points of a restore in the desk lost something (seed ${String(seed)})\n`,
    )
    expect(lost).toEqual([])
    expect(judged).toBe(points)
  })

  it(
    'would show one that does not wait for a file, or for the names in a folder',
    { timeout: 300_000 },
    () => {
      const traced = traceRestore()
      for (const isOne of [
        (path: string) => path.endsWith('/store'),
        (path: string) => path.includes('/store/desk.latchkey'),
      ]) {
        expect(replay(traced, 150, isOne).lost).not.toEqual([])
      }
    },
  )
})

/** Kills the desk so long after it said so many things; gives what it said by then. */
async function killAfter(
  task: ExchangingTask,
  words: number,
  milliseconds: number,
): Promise<ExchangedTold[]> {
  const child = spawn(process.execPath, [program.path], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_COMPILE_CACHE: join(dirname(program.path), 'compiled'),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = once(child, 'close')
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  child.stdin.end(JSON.stringify(task))
  while (readExchanged(said).length < words && child.exitCode === null)
    await Promise.race([once(child.stdout, 'data'), gone])
  await Promise.race([setTimeout(milliseconds), gone])
  child.kill('SIGKILL')
  await gone
  return readExchanged(said)
}

describe('a desk that is killed while it restores', () => {
  it(`loses no store, in ${String(kills)} kills at random`, { timeout: 3_600_000 }, async () => {
    const below = seededRandom(seed)
    const lost: string[] = []
    const reached = new Set<string>()
    for (let kill = 0; kill < kills; kill++) {
      const root = memoryFolder()
      const task = taskIn(root)
      // Some of what is between two words takes a moment, some takes seconds.
      const told = await killAfter(task, 1 + below(3), 2 ** below(12))
      reached.add(told.at(-1)?.what ?? 'nothing')
      const found = lostOfExchange(task.storePath, told, true)
      lost.push(...found.map((what) => `${what} (kill ${String(kill)})`))
      rmSync(root, { recursive: true, force: true })
    }
    process.stdout.write(
      `killed restores: ${String(lost.length)} of ${String(kills)} lost something; reached ${[...reached].join()}\n`,
    )
    expect(lost).toEqual([])
    // One that was never in the middle shows nothing.
    expect([...reached]).toEqual(expect.arrayContaining(['left', 'failing']))
  })
})
