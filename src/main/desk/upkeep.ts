import { thresholds } from '../../shared/model/thresholds.ts'
import type { OpenDesk } from './open-desk.ts'

const slowestIdleCheck = 5000

/** Keeps an open desk in order by the clock: locks it when idle, signs checkpoints. Gives the way to stop. */
export function startUpkeep(desk: OpenDesk, idleLockMs: number): () => void {
  const idle = setInterval(
    () => {
      if (desk.sessions.isIdle()) desk.lock('desk', 'idle')
    },
    Math.min(slowestIdleCheck, idleLockMs / 4),
  )
  const checkpoints = setInterval(() => {
    desk.audit.checkpoint()
  }, thresholds.checkpointEvery)
  idle.unref()
  checkpoints.unref()
  return () => {
    clearInterval(idle)
    clearInterval(checkpoints)
  }
}
