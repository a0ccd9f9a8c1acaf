import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleWriter } from './crash/bundle-writer.ts'
import { memoryFolder } from './crash/memory-folder.ts'
import { replayPowerLoss, type Replayed } from './crash/replay-power-loss.ts'
import type { WritingTask } from './crash/told.ts'
import { writingTaskIn } from './crash/writing-task.ts'
import { traceNode, whyNotTraced, type TracedOperation } from './crash/traced-operations.ts'

const isLong = process.env['LATCHKEY_SOAK'] === '1'
const points = isLong ? 100_000 : 10_000
const seed = Number(process.env['LATCHKEY_SEED'] ?? '20260601')
const reason = whyNotTraced()

let writer: Awaited<ReturnType<typeof bundleWriter>>
beforeAll(async () => {
  writer = await bundleWriter()
})
afterAll(() => {
  writer.remove()
})

/** Lets a desk make a store and work in it under trace. */
function traceDesk(fault?: WritingTask['fault']) {
  const folder = memoryFolder()
  const task = {
    ...writingTaskIn(folder),
    root: folder,
    seed,
    rounds: 18,
    makes: true,
    ...(fault !== undefined && { fault }),
  }
  const input = JSON.stringify(task)
  const trace = traceNode(writer.path, { input, below: folder, trace: join(memoryFolder(), 'trace') })
  return { task, trace }
}

function replay(
  { task, trace }: { task: WritingTask & { root: string }; trace: TracedOperation[] },
  count: number,
  sloppy?: (path: string) => boolean,
): Replayed {
  return replayPowerLoss(trace, task, {
    points: count,
    seed,
    into: join(memoryFolder(), 'after'),
    ...(sloppy !== undefined && { sloppy, endsAtLoss: true }),
  })
}

const kindsOfFile: Record<string, (path: string) => boolean> = {
  log: (path) => path.endsWith('-wal'),
  store: (path) => path.includes('/store/desk.latchkey') && !path.endsWith('-wal'),
  anchors: (path) => path.endsWith('.jsonl'),
  backups: (path) => path.includes('/backups/'),
  folders: (path) => !basename(path).includes('.'),
}

if (reason !== null) process.stdout.write(`power loss: not replayed, ${reason}\n`)

describe('a power loss, replayed from the trace of a desk that makes a store, changes passwords and backs up', () => {
  it.skipIf(reason !== null)(
    `loses nothing that was acknowledged, at ${String(points)} points`,
    { timeout: 3_600_000 },
    () => {
      const traced = traceDesk()
      const result = replay(traced, points)
      process.stdout.write(
        `power loss: ${String(result.lossy)} of ${String(result.points)} points lost something acknowledged ` +
          `(${String(traced.trace.length)} operations, ${String(result.promised)} acknowledgements, seed ${String(seed)})\n`,
      )
      expect(result.first).toEqual([])
      expect(result).toMatchObject({ points, lossy: 0 })
      expect(result.promised).toBeGreaterThan(60)
      expect(result.opened).toBeGreaterThan(points / 50)
    },
  )

  it.skipIf(reason !== null)(
    'would show a desk that commits without waiting for the disk',
    { timeout: 300_000 },
    () => {
      const careless = replay(traceDesk('never-waits'), 300)
      process.stdout.write(
        `power loss: synchronous=NORMAL loses at ${String(careless.lossy)} of 300 points\n`,
      )
      expect(careless.lossy).toBeGreaterThan(100)
    },
  )

  it.skipIf(reason !== null)(
    'would show a desk that does not wait for one kind of file, or for the names in a folder',
    { timeout: 300_000 },
    () => {
      const traced = traceDesk()
      const lossy = Object.entries(kindsOfFile).map(([kind, isOne]) => [
        kind,
        replay(traced, 300, isOne).lossy > 0,
      ])
      expect(Object.fromEntries(lossy)).toEqual({
        log: true,
        store: true,
        anchors: true,
        backups: true,
        folders: true,
      })
    },
  )
})
