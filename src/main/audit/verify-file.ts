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
  /** Gives the length of a chain from which on two threads are worth their start. */
  worthTwoThreads?: number
}

const usuallyWorthTwo = 20_000
// A file of this size may hold a long chain: both threads start at once, rather than the second once that is known.
const mayBeLong = 8 * 1024 * 1024
// Rows live for one batch: a small nursery keeps a thread from growing by what is garbage already.
const resourceLimits = { maxYoungGenerationSizeMb: 8 }

/** Verifies a store's audit on worker threads: a long chain in two parts at once, which meet in the middle. */
export async function verifyFile(asked: VerifyTask, options: VerifyFileOptions): Promise<AuditReport> {
  const { onProgress, rowMac } = options
  const readable = readablePath(asked.path)
  const task = { ...asked, path: readable.path }
  const minThreads = statSync(readable.path).size < mayBeLong ? 0 : 2
  const pool = new Tinypool({ filename: options.worker.href, minThreads, maxThreads: 2, resourceLimits })
  try {
    const plan = (await pool.run(task, { name: 'plan' })) as VerifyPlan
    const checked = [0, 0]
    const walks = partsOf(plan, options.worthTwoThreads ?? usuallyWorthTwo).map((part, at) =>
      walkOn(pool, task.path, part, (count) => {
        checked[at] = count
        onProgress?.((checked[0] ?? 0) + (checked[1] ?? 0), plan.highest)
      }),
    )
    const [one, other] = await Promise.all(walks)
    if (one === undefined) throw new Error('a chain has at least one part')
    const walk = other === undefined ? one : joinWalks(one, other, borderOf(plan))
    const report = (await pool.run({ ...task, plan, walk }, { name: 'conclude' })) as AuditReport
    if (rowMac === null) return report
    const rows = (await pool.run({ path: task.path }, { name: 'guardedRows' })) as GuardedStoreRow[]
    return withBadRows(report, await checkRowMacs(rows, rowMac))
  } finally {
    await pool.destroy()
    readable.remove()
  }
}

function borderOf({ highest }: VerifyPlan): number {
  return Math.floor(highest / 2)
}

function partsOf(plan: VerifyPlan, worthTwoThreads: number): WalkPart[] {
  const { genesis, highest, wanted } = plan
  const whole = { start: null, genesis, to: null, highest, wanted }
  if (highest < worthTwoThreads) return [whole]
  const border = borderOf(plan)
  return [
    { ...whole, to: border },
    { ...whole, start: { seq: border, hash: null } },
  ]
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
