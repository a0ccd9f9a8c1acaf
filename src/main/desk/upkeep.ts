import { thresholds } from '../../shared/model/thresholds.ts'
import type { OpenDesk } from './open-desk.ts'

const idleCheckEvery = 5000

/** Keeps an open desk in order by the clock: locks it when idle, signs checkpoints. Gives the way to stop. */
export function startUpkeep(desk: OpenDesk): () => void {
  const idle = setInterval(() => {
    if (desk.sessions.isIdle()) desk.lock('desk', 'idle')
  }, idleCheckEvery)
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
