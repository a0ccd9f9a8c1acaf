import { Problem } from '../../../shared/model/problems.ts'
import { operatorRows } from '../../store/operators.ts'
import { createKeySlot } from '../../vault/key-slots.ts'
import { wipeRing } from '../../vault/ring.ts'
import { endSessionsOf } from './end-sessions.ts'
import { withoutGroups } from './one-time-password.ts'
import { openOperatorSlot, type OpenedSlot } from './open-operator-slot.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { demandGoodPassword } from './password-rules.ts'

/**
 * Changes an operator's own password: rewrites their one slot, atomically, and ends their other sessions. Whoever
 * signed in with a one-time password gets their keys by it, and need not type that again within minutes: the slot is
 * opened with what the session began with, as if they had. `CURRENT_PASSWORD_NEEDED` where there is no such thing.
 */
export async function changeOwnPassword(
  desk: OpenDesk,
  caller: string,
  operator: Operator,
  given: { current?: string | undefined; next: string },
): Promise<void> {
  const typed = given.current ?? desk.sessions.oneTimePasswordOf(caller, operator.id)?.reveal()
  if (typed === undefined) throw new Problem('CURRENT_PASSWORD_NEEDED')
  const opened = await openOperatorSlot(desk, { name: operator.name, password: typed })
  const current = opened.operator.mustChange ? withoutGroups(typed) : typed
  try {
    await demandGoodPassword(desk, { name: operator.name, password: given.next, current })
    await rewriteSlot(desk, opened, given.next)
  } catch (error) {
    wipeRing(opened.ring)
    throw error
  }
  endSessionsOf(desk, operator, { by: operator.name, except: caller })
  const session = desk.sessions.operatorOf(caller)
  if (session?.id !== operator.id || !session.mustChange) {
    wipeRing(opened.ring)
    return
  }
  desk.vault.take(opened.ring)
  desk.sessions.begin(caller, { ...opened.operator, mustChange: false })
  await desk.afterSignIn()
}

async function rewriteSlot(
  desk: OpenDesk,
  { operator, slotId, ring }: OpenedSlot,
  next: string,
): Promise<void> {
  const { id: holder, name, role } = operator
  const made = { storeId: desk.store.id, holder, name, role, secret: next, ring, createdAt: desk.timestamp() }
  const slot = await createKeySlot(made, desk)
  const rows = operatorRows(desk.store)
  desk.store.transaction(() => {
    if (rows.byId(holder)?.slot?.id !== slotId) throw new Problem('NOT_SIGNED_IN')
    rows.replaceSlot(slot)
    rows.setStanding(holder, { disabledAt: null, mustChange: false })
    desk.audit.append({
      action: 'operator.password-changed',
      result: 'done',
      actor: name,
      target: name,
      detail: { slot: slot.id },
    })
  })
  // The slot of the old password is in pages of the log still.
  desk.store.checkpointLog()
}
