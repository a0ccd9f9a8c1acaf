import { Problem } from '../../../shared/model/problems.ts'
import { ringOfRole } from '../../../shared/model/roles.ts'
import { operatorNameKey } from '../../passwords/operator-rules.ts'
import { operatorRows } from '../../store/operators.ts'
import { storeMeta } from '../../store/store-meta.ts'
import { createKeySlot, openKeySlot, recoveryHolder } from '../../vault/key-slots.ts'
import { formatRecoveryKey, parseRecoveryKey } from '../../vault/recovery-key.ts'
import { ringForRole, wipeAllBut, wipeRing, type Ring } from '../../vault/ring.ts'
import { endSessionsOf } from './end-sessions.ts'
import { countTry, forgiveTries, operatorSubject, recoverySubject } from './lock-out.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator, SignedInOperator } from '../operator.ts'
import { demandGoodPassword } from './password-rules.ts'
import { takeUpPreferences } from '../settings/preferences.ts'
import { roleOnRecord } from './role-on-record.ts'
import { demandRecoverySlotOnRecord } from './slot-on-record.ts'
import { readRecoverySlotEvent, readSlotRecord } from './slot-record.ts'

/** Proves that the recovery key was kept: opens its slot with what was typed, and notes it. */
export async function confirmRecoveryKey(desk: OpenDesk, operator: Operator, typed: string): Promise<void> {
  const { ring, slotId } = await openRecoverySlot(desk, typed)
  wipeRing(ring)
  desk.store.transaction(() => {
    if (operatorRows(desk.store).slotOf(recoveryHolder)?.id !== slotId) throw wrongKey('not-this-store')
    storeMeta(desk.store).setRecoveryProven(true)
    desk.audit.append({
      action: 'recovery-key.confirmed',
      result: 'done',
      actor: operator.name,
      target: desk.store.id,
    })
  })
}

/**
 * Sets an operator's new password by the recovery key, replaces that key, and signs the operator in; their other
 * sessions end. A disabled operator is not let in by it.
 */
export async function recover(
  desk: OpenDesk,
  caller: string,
  input: { name: string; password: string; recoveryKey: string },
): Promise<{ operator: SignedInOperator; recoveryKey: string }> {
  const found = operatorRows(desk.store).byNameKey(operatorNameKey(input.name))
  const { ring, slotId } = await openRecoverySlot(desk, input.recoveryKey)
  if (found?.slot === undefined) throw new Problem('NOT_FOUND', { what: 'operator' })
  const { id, name, name_key } = found.operator
  await demandGoodPassword(desk, { name, password: input.password })
  const { role: given } = await readSlotRecord(desk.store, name)
  const role = roleOnRecord(given, name, found.slot.role)

  const recoveryKey = formatRecoveryKey(desk.random.bytes(32))
  const slot = { storeId: desk.store.id, ring, createdAt: desk.timestamp() }
  const [own, recovery] = await Promise.all([
    createKeySlot({ ...slot, holder: id, name, role, secret: input.password }, desk),
    createKeySlot({ ...slot, ...recoverySlot, secret: recoveryKey }, desk),
  ])
  const rows = operatorRows(desk.store)
  desk.store.transaction(() => {
    // Deriving took a while: a key that was used up meanwhile is spent, and who was disabled stays out.
    if (rows.slotOf(recoveryHolder)?.id !== slotId) throw wrongKey('not-this-store')
    if (rows.byId(id)?.slot?.id !== found.slot?.id) throw new Problem('NOT_FOUND', { what: 'operator' })
    rows.replaceSlot(own)
    rows.replaceSlot(recovery)
    rows.setStanding(id, { disabledAt: null, mustChange: false })
    forgiveTries(desk.store, operatorSubject(name_key))
    storeMeta(desk.store).setRecoveryProven(false)
    const event = { result: 'done' as const, actor: name, target: name }
    desk.audit.append({ ...event, action: 'recovery-key.used' })
    desk.audit.append({ ...event, action: 'operator.password-changed', detail: { slot: own.id } })
    const issued = { target: desk.store.id, detail: { slot: recovery.id } }
    desk.audit.append({ ...event, ...issued, action: 'recovery-key.issued' })
    desk.audit.append({ ...event, action: 'operator.signed-in', detail: { role } })
    takeUpPreferences(desk.store, id)
  })
  // The slots before are in pages of the log still.
  desk.store.checkpointLog()
  const operator = { id, name, role, mustChange: false }
  desk.vault.take(ringForRole(ring, role))
  if (role !== 'administrator') wipeAllBut(ring, ringOfRole[role])
  desk.sessions.begin(caller, operator)
  endSessionsOf(desk, operator, { by: name, except: caller })
  await desk.afterSignIn()
  return { operator, recoveryKey }
}

const recoverySlot = { holder: recoveryHolder, name: recoveryHolder, role: 'administrator' } as const

interface OpenedRecovery {
  ring: Ring
  slotId: string
}

async function openRecoverySlot(desk: OpenDesk, typed: string): Promise<OpenedRecovery> {
  const parsed = parseRecoveryKey(typed)
  if ('fault' in parsed) throw wrongKey(parsed.fault)
  return desk.turns.take(recoverySubject, () => tryRecoveryKey(desk, parsed))
}

async function tryRecoveryKey(desk: OpenDesk, parsed: { key: string }): Promise<OpenedRecovery> {
  const { store, deriveKey, random } = desk
  const triesLeft = countTry(desk, recoverySubject)
  const slot = operatorRows(store).slotOf(recoveryHolder)
  const known = { storeId: store.id, name: recoveryHolder, deriveKey, random }
  const opened = slot && (await openKeySlot(slot, parsed.key, known))
  if (slot === undefined || opened === undefined || opened === null) {
    reportRefusal(desk, triesLeft)
    throw wrongKey('not-this-store')
  }
  forgiveTries(store, recoverySubject)
  try {
    const isBound = opened.renewed === null
    demandRecoverySlotOnRecord(await readRecoverySlotEvent(store), { ...slot, isBound })
  } catch (error) {
    wipeRing(opened.ring)
    reportRefusal(desk, null)
    throw error
  }
  return { ring: opened.ring, slotId: slot.id }
}

function reportRefusal({ audit, store }: OpenDesk, triesLeft: number | null): void {
  const event = { actor: 'desk', target: store.id } as const
  audit.append({ ...event, action: 'recovery-key.refused', result: 'failed', detail: { triesLeft } })
  if (triesLeft === 0) audit.append({ ...event, action: 'recovery-key.locked-out', result: 'done' })
}

function wrongKey(why: 'format' | 'checksum' | 'not-this-store'): Problem<'RECOVERY_KEY_WRONG'> {
  return new Problem('RECOVERY_KEY_WRONG', { why })
}
