import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/**
 * Ends every session of an operator at once, but the one that is excepted, and wipes the keys that nobody who is
 * still signed in may hold. Where nobody is left, the desk locks.
 */
export function endSessionsOf(
  desk: OpenDesk,
  operator: Pick<Operator, 'id'>,
  { by, except }: { by: string; except?: string },
): void {
  const { sessions, vault } = desk
  if (!sessions.outlives(operator.id, except)) {
    desk.lock(by)
    return
  }
  sessions.endThoseOf(operator.id, except)
  if (!sessions.includes('administrator')) vault.lock(sessions.includes('support') ? ['backends'] : [])
}
