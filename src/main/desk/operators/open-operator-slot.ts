import { Problem, type ProblemCode } from '../../../shared/model/problems.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { operatorNameKey } from '../../passwords/operator-rules.ts'
import { operatorRows } from '../../store/operators.ts'
import type { KeySlotsTable } from '../../store/schema/schema.ts'
import { kdfFloor } from '../../vault/key-derivation.ts'
import { openKeySlot } from '../../vault/key-slots.ts'
import { wipeRing, type Ring } from '../../vault/ring.ts'
import { countTry, forgiveTries, typedSubject } from './lock-out.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator, SignedInOperator } from '../operator.ts'
import { withoutGroups } from './one-time-password.ts'
import { demandSlotOnRecord } from './slot-on-record.ts'
import { readSlotRecord } from './slot-record.ts'

/** Holds what opening an operator's slot needs of the desk. */
export type SlotOpeningParts = Pick<
  OpenDesk,
  'store' | 'clock' | 'steadyNow' | 'noteTime' | 'strangerMark' | 'random' | 'deriveKey' | 'turns' | 'audit'
>

/** Carries an operator whose slot was opened, the slot by its id, and the keys that were in it. */
export interface OpenedSlot {
  operator: SignedInOperator
  slotId: string
  ring: Ring
}

/**
 * Opens the slot of an operator with their password. The try is counted before; an unknown name, or that of a
 * disabled operator, takes the same work and says the same: `WRONG_PASSWORD`, and at last `LOCKED_OUT`. The right
 * password fails where its slot was put back from outside, with `SEALED_VALUE_DAMAGED`, and where it was good for once
 * and is too old, with `ONE_TIME_PASSWORD_EXPIRED`.
 */
export function openOperatorSlot(
  parts: SlotOpeningParts,
  { name, password }: { name: string; password: string },
): Promise<OpenedSlot> {
  const nameKey = operatorNameKey(name)
  return parts.turns.take(`operator/${nameKey}`, () => tryPassword(parts, nameKey, password))
}

/** Fails with `WRONG_PASSWORD` where a slot that was opened is not in force any more: replaced or destroyed meanwhile. */
export function demandInForce(
  { store }: Pick<OpenDesk, 'store'>,
  { operator, slotId }: { operator: Pick<Operator, 'id'>; slotId: string },
): void {
  if (operatorRows(store).byId(operator.id)?.slot?.id === slotId) return
  throw new Problem('WRONG_PASSWORD', { triesLeft: thresholds.signInFailures })
}

async function tryPassword(parts: SlotOpeningParts, nameKey: string, password: string): Promise<OpenedSlot> {
  const { store, random, deriveKey } = parts
  const subject = typedSubject(parts, nameKey)
  const triesLeft = countTry(parts, subject)
  const found = operatorRows(store).byNameKey(nameKey)
  const slot = found?.slot ?? slotOfNobody(random)
  const name = found?.operator.name ?? ''
  const isHandedOver = found?.operator.must_change === 1
  const meant = isHandedOver ? withoutGroups(password) : password
  const opened = await openKeySlot(slot, meant, { storeId: store.id, name, deriveKey, random })
  if (found === undefined || opened === null) {
    // What was typed for a name may be a password: it is written down only where it names an operator.
    reportFailure(parts, found?.operator.name ?? 'unknown operator', triesLeft)
    throw new Problem('WRONG_PASSWORD', { triesLeft })
  }
  forgiveTries(store, subject)
  const { ring, renewed } = opened
  try {
    // Not before: how much of the audit is read depends on the name, and a wrong password must not tell.
    const recorded = await readSlotRecord(store, name)
    // Before the audit is believed: what was replaced meanwhile was not put back from outside.
    demandInForce(parts, { operator: found.operator, slotId: slot.id })
    const { mustChange } = demandSlotOnRecord(recorded, found.operator, {
      ...slot,
      isBound: renewed === null,
    })
    if (mustChange) demandFresh(parts, slot)
    if (renewed !== null) renewSlot(parts, renewed)
    return { operator: { id: found.operator.id, name, role: slot.role, mustChange }, slotId: slot.id, ring }
  } catch (error) {
    wipeRing(ring)
    if (error instanceof Problem) refuseOpened(parts, name, (error as Problem).code)
    throw error
  }
}

/** A password that was handed over is for now: who finds it later is not who was meant. */
function demandFresh({ clock }: SlotOpeningParts, { created_at: madeAt }: KeySlotsTable): void {
  const age = clock.now() - Date.parse(madeAt)
  if (!(Math.abs(age) <= thresholds.oneTimePasswordLife)) throw new Problem('ONE_TIME_PASSWORD_EXPIRED')
}

function renewSlot({ store }: SlotOpeningParts, renewed: KeySlotsTable): void {
  const rows = operatorRows(store)
  store.transaction(() => {
    if (rows.slotOf(renewed.holder)?.id === renewed.id) rows.replaceSlot(renewed)
  })
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

function refuseOpened({ audit }: SlotOpeningParts, name: string, why: ProblemCode): void {
  const event = { action: 'operator.sign-in-failed', result: 'failed', actor: name, target: name } as const
  audit.append({ ...event, detail: { why } })
}

function reportFailure({ audit }: SlotOpeningParts, target: string, triesLeft: number): void {
  audit.append({ action: 'operator.sign-in-failed', result: 'failed', actor: target, target })
  if (triesLeft === 0) {
    audit.append({ action: 'operator.locked-out', result: 'done', actor: 'desk', target })
  }
}
