import { deskSettingsSchema } from '../../../shared/model/desk-settings.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { deskSettingRows } from '../../store/desk-settings.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import type { OpenDesk } from '../open-desk.ts'

/**
 * Gives the time before which nothing may be concluded of a change whose socket is gone now, by the desk's own time,
 * which no setting of the clock changes; it is written as UTC.
 */
export function settlesAfterNow(desk: OpenDesk): string {
  return inTheFuture(desk, desk.settings.current().settleMs)
}

/**
 * Gives the same for a change that a desk left when it was ended: its socket went with it. No key is held then to
 * check the settings with, so that a chosen time counts only where it is the longer one.
 */
export function settlesAfterOpening(desk: OpenDesk): string {
  const row = deskSettingRows(desk.store).get('settleMs')
  const chosen =
    row === undefined ? 0 : (deskSettingsSchema.shape.settleMs.safeParse(parsed(row.value)).data ?? 0)
  return inTheFuture(desk, Math.max(desk.settings.current().settleMs, chosen))
}

/**
 * Gives until when nothing may be concluded of an unknown change, by the clock that people see (UTC), or null where
 * the time has passed. A wait is never longer than one that begins now.
 */
export function settlingUntil(desk: OpenDesk, change: ChangesTable): string | null {
  if (change.state !== 'unknown') return null
  const latest = settlesAfterNow(desk)
  if (change.settles_at === null || change.settles_at > latest) {
    changeRows(desk.store).update(change.id, { settles_at: latest })
    return byTheClock(desk, latest)
  }
  return change.settles_at > inTheFuture(desk, 0) ? byTheClock(desk, change.settles_at) : null
}

function inTheFuture({ steadyNow }: OpenDesk, milliseconds: number): string {
  return new Date(steadyNow() + milliseconds).toISOString()
}

function byTheClock({ clock, steadyNow }: OpenDesk, settlesAt: string): string {
  return new Date(clock.now() + Date.parse(settlesAt) - steadyNow()).toISOString()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
