import { statSync } from 'node:fs'
import { MessageChannel } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import type { AuditReport } from '../../shared/contract/audit.ts'
import type { StructureFault } from '../store/audit/audit-structure.ts'
import type { GuardedStoreRow } from '../store/audit/guarded-rows.ts'
import { readablePath } from '../store/files/open-for-reading.ts'
import type { VerifyTask } from './audit-worker.ts'
import { checkRowMacs, withBadRows, type RowMac } from './check-row-macs.ts'
import { cutChain } from './cut-chain.ts'
import { joinWalks } from './join-walks.ts'
import type { VerifyScope } from './verify.ts'
import type { Walk, WalkPart } from './walk-chain.ts'

/** Says where the built `audit-worker` is, how rows are checked where a key for it is held, and who hears of progress. */
export interface VerifyFileOptions {
  worker: URL
  /** Gives the MAC of a row's fields; null where the key is not held. */
  rowMac: RowMac | null
  onProgress?: ((checked: number, total: number) => void) | undefined
  /** Gives the number of events from which on a part of the chain is worth its beginning. */
  smallestPart?: number
}

const usualSmallestPart = 20_000
// A file of this size may hold a long chain: both threads start at once, rather than the second once that is known.
const mayBeLong = 8 * 1024 * 1024
// Rows live for one batch: a small nursery keeps a thread from growing by what is garbage already.
const resourceLimits = { maxYoungGenerationSizeMb: 8 }

/** Verifies a store's audit on two worker threads: a long chain in parts, each joined to the one before it. */
export async function verifyFile(asked: VerifyTask, options: VerifyFileOptions): Promise<AuditReport> {
  const { onProgress, rowMac } = options
  const readable = readablePath(asked.path)
  const task = { ...asked, path: readable.path }
  const minThreads = statSync(readable.path).size < mayBeLong ? 0 : 2
  const pool = new Tinypool({ filename: options.worker.href, minThreads, maxThreads: 2, resourceLimits })
  try {
    const scope = (await pool.run(task, { name: 'scope' })) as VerifyScope
    const parts = cutChain(scope, options.smallestPart ?? usualSmallestPart)
    const checked = parts.map(() => 0)
    const walks = parts.map((part, at) =>
      walkOn(pool, task.path, part, (count) => {
        checked[at] = count
        onProgress?.(
          checked.reduce((sum, each) => sum + each, 0),
          scope.highest,
        )
      }),
    )
    const [structure, ...walked] = await Promise.all([
      pool.run(task, { name: 'structure' }) as Promise<StructureFault[]>,
      ...walks,
    ])
    const { points } = scope
    const found = { ...task, points, structure, walk: joinWalks(parts, walked) }
    const report = (await pool.run(found, { name: 'conclude' })) as AuditReport
    if (rowMac === null) return report
    const rows = (await pool.run({ path: task.path }, { name: 'guardedRows' })) as GuardedStoreRow[]
    return withBadRows(report, await checkRowMacs(rows, rowMac))
  } finally {
    await pool.destroy()
    readable.remove()
  }
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
