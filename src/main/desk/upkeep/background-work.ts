import { checkIntegrity } from './check-integrity.ts'
import type { OpenDesk } from '../open-desk.ts'
import { startRetention, type Retention } from './retention.ts'
import { startSettling } from '../changes/settle-due.ts'
import { startUpkeep } from './upkeep.ts'

/** Runs beside what operators do, for as long as a desk is open. */
export interface BackgroundWork {
  retention: Retention
  /** Begins nothing more. */
  stop(): void
}

/** Starts what a desk does by itself: the check of its store, its upkeep, the settling of changes, and the purging. */
export function startBackgroundWork(
  desk: OpenDesk,
  { integrityWorker, report }: { integrityWorker: URL; report: (error: unknown) => void },
): BackgroundWork {
  // After the first page: the check reads the whole store.
  const checking = setTimeout(() => {
    void desk.finishBeforeExit(checkIntegrity(desk, integrityWorker)).catch(() => undefined)
  }, 2000).unref()
  const stopUpkeep = startUpkeep(desk, report)
  const stopSettling = startSettling(desk, report)
  const retention = startRetention(desk, report)
  return {
    retention,
    stop() {
      for (const stop of [stopUpkeep, stopSettling, retention.stop]) stop()
      clearTimeout(checking)
    },
  }
}
