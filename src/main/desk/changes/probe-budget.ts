import { thresholds } from '../../../shared/model/thresholds.ts'
import { changeProbeRows, type ProbeRow } from '../../store/changes/change-probes.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import type { OpenDesk } from '../open-desk.ts'

const hour = 60 * 60_000

/** Says how many sign-ins a change may still try, and from when on (UTC) where its account has had enough for now. */
export interface ProbeBudget {
  left: number
  notBefore: string | null
}

/**
 * Counts what may still be tried: three sign-ins a change, five an account and hour, none after what looks like a
 * lock-out. One that was begun counts although no answer to it is known; one that reached nobody does not.
 */
export function probeBudget(desk: Pick<OpenDesk, 'store' | 'clock'>, change: ChangesTable): ProbeBudget {
  const rows = changeProbeRows(desk.store)
  const ofChange = rows.ofChange(change.id)
  if (ofChange.some(isLockOut)) return { left: 0, notBefore: null }
  const left = Math.max(0, thresholds.probesAChange - ofChange.filter(isCounted).length)
  const since = new Date(desk.clock.now() - hour).toISOString()
  const recent = rows.ofSubject(change.subject, since).filter(isCounted)
  const holding = recent.find(isLockOut) ?? recent.at(-thresholds.probesAnHour)
  return { left, notBefore: left === 0 || holding === undefined ? null : hourAfter(desk, holding) }
}

function isLockOut({ result }: ProbeRow): boolean {
  return result === 'locked-out'
}

function isCounted({ result }: ProbeRow): boolean {
  return result !== 'not-reached'
}

function hourAfter({ clock }: Pick<OpenDesk, 'clock'>, { at }: ProbeRow): string {
  return new Date(Math.min(Date.parse(at), clock.now()) + hour).toISOString()
}
