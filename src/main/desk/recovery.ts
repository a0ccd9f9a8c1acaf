import { Problem } from '../../shared/model/problems.ts'
import { checkOperatorRules, operatorNameKey } from '../passwords/operator-rules.ts'
import { operatorRows } from '../store/operators.ts'
import { storeMeta } from '../store/store-meta.ts'
import { createKeySlot, openKeySlot, recoveryHolder } from '../vault/key-slots.ts'
import { formatRecoveryKey, parseRecoveryKey } from '../vault/recovery-key.ts'
import { ringForRole, type Ring } from '../vault/ring.ts'
import { countTry, forgiveTries } from './lock-out.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/** Proves that the recovery key was kept: opens its slot with what was typed, and notes it. */
export async function confirmRecoveryKey(desk: OpenDesk, operator: Operator, typed: string): Promise<void> {
  await openRecoverySlot(desk, typed)
  desk.store.transaction(() => {
    storeMeta(desk.store).setRecoveryProven(true)
    desk.audit.append({
      action: 'recovery-key.confirmed',
      result: 'done',
      actor: operator.name,
      target: desk.store.id,
    })
  })
}

/** Sets an operator's new password by the recovery key, replaces that key, and signs the operator in. */
export async function recover(
  desk: OpenDesk,
  caller: string,
  input: { name: string; password: string; recoveryKey: string },
): Promise<{ operator: Operator; recoveryKey: string }> {
  const found = operatorRows(desk.store).byNameKey(operatorNameKey(input.name))
  const ring = await openRecoverySlot(desk, input.recoveryKey)
  if (found === undefined) throw new Problem('NOT_FOUND', { what: 'operator' })
  await demandGoodPassword(desk, found.operator.name, input.password)

  const { random, deriveKey } = desk
  const recoveryKey = formatRecoveryKey(random.bytes(32))
  const slot = { storeId: desk.store.id, ring, createdAt: desk.timestamp() }
  const operator: Operator = { id: found.operator.id, name: found.operator.name, role: found.slot.role }
  const [own, recovery] = await Promise.all([
    createKeySlot(
      { ...slot, holder: operator.id, role: operator.role, secret: input.password },
      { random, deriveKey },
    ),
    createKeySlot(
      { ...slot, holder: recoveryHolder, role: 'administrator', secret: recoveryKey },
      { random, deriveKey },
    ),
  ])
  desk.store.transaction(() => {
    const rows = operatorRows(desk.store)
    rows.replaceSlot(own)
    rows.replaceSlot(recovery)
    forgiveTries(desk.store, operatorNameKey(operator.name))
    storeMeta(desk.store).setRecoveryProven(false)
    const event = { result: 'done' as const, actor: operator.name, target: operator.name }
    desk.audit.append({ ...event, action: 'recovery-key.used' })
    desk.audit.append({ ...event, action: 'operator.password-changed' })
    desk.audit.append({ ...event, action: 'recovery-key.issued', target: desk.store.id })
    desk.audit.append({ ...event, action: 'operator.signed-in', detail: { role: operator.role } })
  })
  desk.vault.take(ringForRole(ring, operator.role))
  desk.sessions.begin(caller, operator)
  await desk.afterSignIn()
  return { operator, recoveryKey }
}

async function openRecoverySlot(desk: OpenDesk, typed: string): Promise<Ring> {
  const parsed = parseRecoveryKey(typed)
  if ('fault' in parsed) throw new Problem('RECOVERY_KEY_WRONG', { why: parsed.fault })
  return desk.turns.take(recoveryHolder, () => tryRecoveryKey(desk, parsed))
}

async function tryRecoveryKey(desk: OpenDesk, parsed: { key: string }): Promise<Ring> {
  countTry(desk, recoveryHolder)
  const slot = operatorRows(desk.store).slotOf(recoveryHolder)
  const ring =
    slot && (await openKeySlot(slot, parsed.key, { storeId: desk.store.id, deriveKey: desk.deriveKey }))
  if (ring === undefined || ring === null) throw new Problem('RECOVERY_KEY_WRONG', { why: 'not-this-store' })
  forgiveTries(desk.store, recoveryHolder)
  return ring
}

async function demandGoodPassword(desk: OpenDesk, name: string, password: string): Promise<void> {
  const checks = await checkOperatorRules(
    { name, password },
    { strength: desk.strength, isTaken: () => false },
  )
  const broken = checks.filter((check) => !check.ok).map((check) => check.rule)
  if (broken.length > 0) throw new Problem('OPERATOR_RULE', { rules: broken })
}
