import { thresholds } from '../../../shared/model/thresholds.ts'
import { lockWhenIdle } from '../operators/lock-when-idle.ts'
import type { OpenDesk } from '../open-desk.ts'

const slowestIdleCheck = 5000
const incomingFilesCheck = 60_000

/**
 * Keeps an open desk in order by the clock: locks it when idle, signs checkpoints, makes backups that are due, overwrites
 * files that were handed in and left. What fails is reported, and tried again at its next time. Gives the way to stop.
 */
export function startUpkeep(desk: OpenDesk, report: (error: unknown) => void): () => void {
  const every = (milliseconds: number, work: () => void): NodeJS.Timeout =>
    setInterval(() => {
      try {
        work()
      } catch (error) {
        report(error)
      }
    }, milliseconds).unref()
  const timers = [
    every(Math.min(slowestIdleCheck, desk.settings.current().idleLockMs / 4), () => {
      lockWhenIdle(desk)
    }),
    every(thresholds.checkpointEvery, () => {
      desk.audit.checkpoint()
    }),
    every(incomingFilesCheck, () => {
      desk.incomingFiles.dropOld()
    }),
    every(thresholds.checkpointEvery, () => {
      if (!desk.backups.isDue()) return
      void desk.finishBeforeExit(desk.backups.makeScheduled()).catch(() => undefined)
    }),
  ]
  return () => {
    timers.forEach(clearInterval)
  }
}
