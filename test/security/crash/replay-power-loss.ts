import { existsSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { demandSoundChain } from '../../../src/main/desk/audit/sound-chain.ts'
import { systemClock } from '../../../src/main/platform/system-clock.ts'
import { findDamage } from '../../../src/main/store/files/find-damage.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import { createFailingDisk, survivals } from './failing-disk.ts'
import { createLedger, lostBeside, lostOf, openerOf, type Ledger, type OpenSealed } from './ledger.ts'
import { seededRandom } from './seeded-random.ts'
import { readTold, type WritingTask } from './told.ts'
import type { TracedOperation } from './traced-operations.ts'

/** Says at how many points the power fails, and what a worse desk would have left unsynced. */
export interface ReplayOptions {
  points: number
  seed: number
  /** Names an empty folder in which the files are put as they may stand. */
  into: string
  sloppy?: (path: string) => boolean
  /** Ends the replay at the first point that lost something: for who asks only whether one does. */
  endsAtLoss?: boolean
}

/** Carries how many points lost something that was promised before, and what the first of them lost. */
export interface Replayed {
  points: number
  lossy: number
  first: string[]
  /** Counts the points at which the whole ritual opened the store. */
  opened: number
  promised: number
}

const thoroughEvery = 25

/** Lets the power fail at random points of a trace and holds what is left against what was promised by then. */
export function replayPowerLoss(
  trace: readonly TracedOperation[],
  task: WritingTask & { root: string },
  options: ReplayOptions,
): Replayed {
  const below = seededRandom(options.seed)
  const disk = createFailingDisk(task.root, options.sloppy)
  const ledger = createLedger()
  const openSealed = openerOf(task)
  const result: Replayed = { points: 0, lossy: 0, first: [], opened: 0, promised: 0 }
  const due = trace.map(() => 0)
  for (let point = 0; point < options.points; point++) {
    const at = below(trace.length)
    due[at] = (due[at] ?? 0) + 1
  }
  const here = (path: string): string => join(options.into, relative(task.root, path))
  const isOver = (): boolean => options.endsAtLoss === true && result.lossy > 0
  for (const [index, operation] of trace.entries()) {
    if (isOver()) break
    disk.apply(operation)
    if (operation.kind === 'said') readTold(operation.text).forEach(ledger.hear)
    for (let times = due[index] ?? 0; times > 0 && !isOver(); times--) {
      const survival = survivals[result.points % survivals.length] ?? 'none'
      // A number that shares no factor with theirs, so that every survival gets its turn.
      const isThorough = result.points % thoroughEvery === 0
      disk.fail(options.into, survival, below, (path) => !isThorough && here(task.backups) === path)
      const lost = judge(here, task, ledger, isThorough ? openSealed : undefined)
      if (isThorough && existsSync(here(task.storePath))) result.opened++
      rmSync(options.into, { recursive: true, force: true })
      result.points++
      if (lost.length === 0) continue
      result.lossy++
      if (result.first.length === 0)
        result.first = [`after operation ${String(index)} (${survival})`, ...lost]
    }
  }
  result.promised = ledger.count
  return result
}

/** Looks at all that was promised; with a way to open what is sealed, also by the desk's own ritual. */
function judge(
  here: (path: string) => string,
  task: WritingTask,
  ledger: Ledger,
  openSealed: OpenSealed | undefined,
): string[] {
  const path = here(task.storePath)
  if (openSealed === undefined || !existsSync(path)) {
    return [...lostOf(path, ledger), ...lostBeside(path, task.storeId, ledger)]
  }
  try {
    openStore({ path, door: 'test', clock: systemClock }).store.close()
    demandSoundChain(path)
    const backups = ledger.backups.map(here).flatMap((backup) => findDamage(backup) ?? [])
    return [...lostOf(path, ledger, openSealed), ...lostBeside(path, task.storeId, ledger), ...backups]
  } catch (error) {
    return [String(error)]
  }
}
