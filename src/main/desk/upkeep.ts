import { thresholds } from '../../shared/model/thresholds.ts'
import type { OpenDesk } from './open-desk.ts'

const slowestIdleCheck = 5000

/**
 * Keeps an open desk in order by the clock: locks it when idle, signs checkpoints, makes backups that are
 * due. Gives the way to stop.
 */
export function startUpkeep(desk: OpenDesk): () => void {
  const idle = setInterval(
    () => {
      if (desk.sessions.isIdle()) desk.lock('desk', 'idle')
    },
    Math.min(slowestIdleCheck, desk.settings.current().idleLockMs / 4),
  )
  const checkpoints = setInterval(() => {
    desk.audit.checkpoint()
  }, thresholds.checkpointEvery)
  const backups = setInterval(() => {
    if (desk.backups.isDue()) void desk.finishBeforeExit(desk.backups.makeScheduled()).catch(() => undefined)
  }, thresholds.checkpointEvery)
  backups.unref()
  idle.unref()
  checkpoints.unref()
  return () => {
    clearInterval(idle)
    clearInterval(checkpoints)
    clearInterval(backups)
  }
}
