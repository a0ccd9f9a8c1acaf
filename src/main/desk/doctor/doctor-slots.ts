import type { DoctorLine } from '../../../shared/model/doctor.ts'
import type { Examination, OperatorFacts, SlotFacts } from '../../store/examination/examination.ts'
import { isAllowedCost } from '../../vault/key-derivation.ts'
import { recoveryHolder, slotLength } from '../../vault/key-slots.ts'
import { failing, well } from './doctor-line.ts'
import { slotIn } from '../operators/slot-on-record.ts'

/** Examines whether everybody who is enabled has a slot, whether it can open, and whether it is the one in the audit. */
export function examineSlots(inside: Examination): DoctorLine {
  const slots = inside.slots()
  const operators = inside.operators()
  const recovery = slots.find(({ holder }) => holder === recoveryHolder)
  const enabled = operators.filter((one) => one.enabled)
  const count = (role: string): number =>
    slots.filter((slot) => slot.role === role && enabled.some(({ id }) => id === slot.holder)).length
  const counts = {
    administrators: count('administrator'),
    support: count('support'),
    auditors: count('auditor'),
  }
  const cheap = slots.find((slot) => !isAllowedCost(slot))
  if (cheap !== undefined) return failing('operators', 'slot-too-cheap', { holder: nameOf(cheap, operators) })
  if (counts.administrators === 0) return failing('operators', 'no-administrator', counts)
  if (recovery === undefined) return failing('operators', 'no-recovery-slot', counts)
  const bare = enabled.find(({ id }) => !slots.some(({ holder }) => holder === id))
  if (bare !== undefined) return failing('operators', 'slot-missing', { holder: bare.name })
  const damaged = slots.find(({ role, sealedBytes }) => sealedBytes !== slotLength(role))
  if (damaged !== undefined)
    return failing('operators', 'slot-damaged', { holder: nameOf(damaged, operators) })
  const putBack = findPutBack(inside, slots, enabled)
  if (putBack !== undefined)
    return failing('operators', 'slot-put-back', { holder: nameOf(putBack, operators) })
  return well('operators', 'operators-sound', counts)
}

/** Finds a slot of nobody, of somebody who was disabled, or another than the newest event of its holder names. */
function findPutBack(
  inside: Examination,
  slots: readonly SlotFacts[],
  enabled: readonly OperatorFacts[],
): SlotFacts | undefined {
  const { storeId } = inside.meta()
  // The event that made the store comes last: it counts for its founder where there is none of their own.
  const events = new Map(
    inside
      .slotEvents()
      .toReversed()
      .map((event) => [event.target, event]),
  )
  return slots.find(({ id, holder }) => {
    const isRecovery = holder === recoveryHolder
    const target = isRecovery ? storeId : enabled.find((one) => one.id === holder)?.name
    const event = target === undefined ? undefined : events.get(target)
    if (event === undefined) return !isRecovery
    return event.action === 'operator.disabled' || (slotIn(event) ?? id) !== id
  })
}

function nameOf({ holder }: SlotFacts, operators: OperatorFacts[]): string {
  return operators.find(({ id }) => id === holder)?.name ?? holder
}
