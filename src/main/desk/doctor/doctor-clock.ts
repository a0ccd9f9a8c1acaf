import type { DoctorLine } from '../../../shared/model/doctor.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { believedTimeRows } from '../../store/clock/believed-time.ts'
import { openReadOnlyStore } from '../../store/files/read-only-store.ts'
import { failing, well } from './doctor-line.ts'

/** Examines whether the clock is too far ahead of what the store has seen for anything to be deleted by it. */
export function examineClock(path: string, now: number): DoctorLine {
  const store = openReadOnlyStore(path)
  try {
    const shows = new Date(now).toISOString()
    const believed = believedTimeRows(store).get()?.believed ?? shows
    const isBelieved = now - Date.parse(believed) <= thresholds.clockLeap
    return isBelieved
      ? well('clock', 'clock-believed', { shows })
      : failing('clock', 'clock-ahead', { shows, believed })
  } finally {
    store.close()
  }
}
