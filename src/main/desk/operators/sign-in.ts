import { Secret } from '../../../shared/model/secret.ts'
import { wipeRing } from '../../vault/ring.ts'
import { withoutGroups } from './one-time-password.ts'
import { demandInForce, openOperatorSlot } from './open-operator-slot.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator, SignedInOperator } from '../operator.ts'
import { takeUpPreferences } from '../settings/preferences.ts'

/**
 * Signs an operator in by opening their key slot; an unknown name costs the same time and says the same. With a
 * one-time password no key is taken in: that comes with the password of their own, for which what they typed here
 * still counts.
 */
export async function signIn(
  desk: OpenDesk,
  caller: string,
  given: { name: string; password: string },
): Promise<SignedInOperator> {
  const opened = await openOperatorSlot(desk, given)
  demandInForce(desk, opened)
  const { operator, ring } = opened
  // First the event: whoever gets in stands in the audit.
  desk.store.transaction(() => {
    desk.audit.append({
      action: 'operator.signed-in',
      result: 'done',
      actor: operator.name,
      target: operator.name,
      detail: { role: operator.role },
    })
    takeUpPreferences(desk.store, operator.id)
  })
  if (operator.mustChange) wipeRing(ring)
  else desk.vault.take(ring)
  desk.sessions.begin(
    caller,
    operator,
    operator.mustChange ? new Secret(withoutGroups(given.password)) : undefined,
  )
  if (!operator.mustChange) await desk.afterSignIn()
  return operator
}

/** Takes the password of a signed-in operator anew; gives until when it counts, in milliseconds since the epoch. */
export async function stepUp(
  desk: OpenDesk,
  caller: string,
  operator: Operator,
  password: string,
): Promise<number> {
  const opened = await openOperatorSlot(desk, { name: operator.name, password })
  wipeRing(opened.ring)
  demandInForce(desk, opened)
  desk.audit.append({
    action: 'operator.stepped-up',
    result: 'done',
    actor: operator.name,
    target: operator.name,
  })
  return desk.sessions.stepUp(caller, operator.id)
}
