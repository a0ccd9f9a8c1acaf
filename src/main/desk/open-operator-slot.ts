import { Problem } from '../../shared/model/problems.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { operatorNameKey } from '../passwords/operator-rules.ts'
import { operatorRows } from '../store/operators.ts'
import type { KeySlotsTable } from '../store/schema.ts'
import { kdfFloor } from '../vault/key-derivation.ts'
import { openKeySlot } from '../vault/key-slots.ts'
import type { Ring } from '../vault/ring.ts'
import { countTry, forgiveTries, operatorSubject } from './lock-out.ts'
import type { OpenDesk } from './open-desk.ts'
import type { SignedInOperator } from './operator.ts'

/** Holds what opening an operator's slot needs of the desk. */
export type SlotOpeningParts = Pick<
  OpenDesk,
  'store' | 'clock' | 'steadyNow' | 'random' | 'deriveKey' | 'turns' | 'audit'
>

/** Carries an operator whose slot was opened, the slot by its id, and the keys that were in it. */
export interface OpenedSlot {
  operator: SignedInOperator
  slotId: string
  ring: Ring
}

/**
 * Opens the slot of an operator with their password. The try is counted before; an unknown name, or that of a
 * disabled operator, takes the same work and says the same: `WRONG_PASSWORD`, and at last `LOCKED_OUT`.
 */
export function openOperatorSlot(
  parts: SlotOpeningParts,
  { name, password }: { name: string; password: string },
): Promise<OpenedSlot> {
  const nameKey = operatorNameKey(name)
  return parts.turns.take(operatorSubject(nameKey), () => tryPassword(parts, nameKey, password))
}

/** Fails with `WRONG_PASSWORD` where a slot that was opened is not in force any more: replaced or destroyed meanwhile. */
export function demandInForce({ store }: Pick<OpenDesk, 'store'>, opened: OpenedSlot): void {
  if (operatorRows(store).byId(opened.operator.id)?.slot?.id === opened.slotId) return
  throw new Problem('WRONG_PASSWORD', { triesLeft: thresholds.signInFailures })
}

async function tryPassword(parts: SlotOpeningParts, nameKey: string, password: string): Promise<OpenedSlot> {
  const { store, random, deriveKey } = parts
  const triesLeft = countTry(parts, operatorSubject(nameKey))
  const found = operatorRows(store).byNameKey(nameKey)
  const slot = found?.slot ?? slotOfNobody(random)
  const ring = await openKeySlot(slot, password, { storeId: store.id, deriveKey })
  if (found === undefined || ring === null) {
    // What was typed for a name may be a password: it is written down only where it names an operator.
    reportFailure(parts, found?.operator.name ?? 'unknown operator', triesLeft)
    throw new Problem('WRONG_PASSWORD', { triesLeft })
  }
  forgiveTries(store, operatorSubject(nameKey))
  const { id, name, must_change } = found.operator
  return { operator: { id, name, role: slot.role, mustChange: must_change === 1 }, slotId: slot.id, ring }
}

function slotOfNobody(random: OpenDesk['random']): KeySlotsTable {
  return {
    id: '',
    holder: '',
    role: 'administrator',
    kdf_n: kdfFloor.n,
    kdf_r: kdfFloor.r,
    kdf_p: kdfFloor.p,
    salt: Buffer.from(random.bytes(16)),
    sealed_ring: Buffer.concat([Buffer.of(1), random.bytes(64)]),
    created_at: '',
  }
}

function reportFailure({ audit }: SlotOpeningParts, target: string, triesLeft: number): void {
  audit.append({ action: 'operator.sign-in-failed', result: 'failed', actor: target, target })
  if (triesLeft === 0) {
    audit.append({ action: 'operator.locked-out', result: 'done', actor: 'desk', target })
  }
}
