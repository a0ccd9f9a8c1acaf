import { statSync } from 'node:fs'
import { MessageChannel } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import type { AuditReport } from '../../shared/contract/audit.ts'
import type { GuardedStoreRow } from '../store/guarded-rows.ts'
import { readablePath } from '../store/open-for-reading.ts'
import type { VerifyTask } from './audit-worker.ts'
import { checkRowMacs, withBadRows, type RowMac } from './check-row-macs.ts'
import { joinWalks } from './join-walks.ts'
import type { VerifyPlan } from './verify.ts'
import type { Walk, WalkPart } from './walk-chain.ts'

/** Says where the built `audit-worker` is, how rows are checked where a key for it is held, and who hears of progress. */
export interface VerifyFileOptions {
  worker: URL
  /** Gives the MAC of a row's fields; null where the key is not held. */
  rowMac: RowMac | null
  onProgress?: ((checked: number, total: number) => void) | undefined
  /** Gives how many events are worth a part of their own. */
  worthPart?: number
}

const usuallyWorthPart = 20_000
// One for each thread: more of them would even out unequal threads, and were measured to cost more than that gives.
const mostParts = 2
// A file of this size may hold a long chain: both threads start at once, rather than the second once that is known.
const mayBeLong = 8 * 1024 * 1024
// Rows live for one batch: a small nursery keeps a thread from growing by what is garbage already.
const resourceLimits = { maxYoungGenerationSizeMb: 8 }

/** Verifies a store's audit on worker threads: a long chain in two parts at once, which are joined where they meet. */
export async function verifyFile(asked: VerifyTask, options: VerifyFileOptions): Promise<AuditReport> {
  const { onProgress, rowMac } = options
  const readable = readablePath(asked.path)
  const task = { ...asked, path: readable.path }
  const minThreads = statSync(readable.path).size < mayBeLong ? 0 : 2
  const pool = new Tinypool({ filename: options.worker.href, minThreads, maxThreads: 2, resourceLimits })
  try {
    const plan = (await pool.run(task, { name: 'plan' })) as VerifyPlan
    const parts = partsOf(plan, options.worthPart ?? usuallyWorthPart)
    const checked = parts.map(() => 0)
    const walks = parts.map((part, at) =>
      walkOn(pool, task.path, part, (count) => {
        checked[at] = count
        onProgress?.(sum(checked), plan.highest)
      }),
    )
    const walk = joinWalks(await Promise.all(walks), parts)
    const report = (await pool.run({ ...task, plan, walk }, { name: 'conclude' })) as AuditReport
    if (rowMac === null) return report
    const rows = (await pool.run({ path: task.path }, { name: 'guardedRows' })) as GuardedStoreRow[]
    return withBadRows(report, await checkRowMacs(rows, rowMac))
  } finally {
    await pool.destroy()
    readable.remove()
  }
}

function partsOf({ genesis, highest, wanted }: VerifyPlan, worthPart: number): WalkPart[] {
  const count = Math.max(1, Math.min(mostParts, Math.floor(highest / worthPart)))
  const borders = Array.from({ length: count - 1 }, (_, at) => Math.floor((highest / count) * (at + 1)))
  return [null, ...borders].map((border, at) => ({
    start: border === null ? null : { seq: border, hash: null },
    genesis,
    to: borders[at] ?? null,
    highest,
    wanted,
  }))
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

async function walkOn(
  pool: Tinypool,
  path: string,
  part: WalkPart,
  onProgress: (checked: number) => void,
): Promise<Walk> {
  const { port1, port2 } = new MessageChannel()
  port1.on('message', onProgress)
  try {
    return (await pool.run({ path, part, port: port2 }, { name: 'walk', transferList: [port2] })) as Walk
  } finally {
    port1.close()
  }
}
