import { Problem } from '../../shared/model/problems.ts'
import { operatorNameKey } from '../passwords/operator-rules.ts'
import { operatorRows } from '../store/operators.ts'
import { kdfFloor } from '../vault/key-derivation.ts'
import { openKeySlot } from '../vault/key-slots.ts'
import type { Ring } from '../vault/ring.ts'
import { countTry, forgiveTries } from './lock-out.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/** Signs an operator in by opening their key slot; an unknown name costs the same time and says the same. */
export async function signIn(
  desk: OpenDesk,
  caller: string,
  { name, password }: { name: string; password: string },
): Promise<Operator> {
  const { operator, ring } = await openSlotOf(desk, name, password)
  desk.vault.take(ring)
  desk.sessions.begin(caller, operator)
  desk.audit.append({
    action: 'operator.signed-in',
    result: 'done',
    actor: operator.name,
    target: operator.name,
    detail: { role: operator.role },
  })
  await desk.afterSignIn()
  return operator
}

/** Takes the password of a signed-in operator anew; gives until when it counts, in milliseconds since the epoch. */
export async function stepUp(
  desk: OpenDesk,
  caller: string,
  operator: Operator,
  password: string,
): Promise<number> {
  await openSlotOf(desk, operator.name, password)
  desk.audit.append({
    action: 'operator.stepped-up',
    result: 'done',
    actor: operator.name,
    target: operator.name,
  })
  return desk.sessions.stepUp(caller)
}

interface OpenedSlot {
  operator: Operator
  ring: Ring
}

function openSlotOf(desk: OpenDesk, name: string, password: string): Promise<OpenedSlot> {
  const nameKey = operatorNameKey(name)
  return desk.turns.take(nameKey, () => tryPassword(desk, { name, nameKey, password }))
}

async function tryPassword(
  desk: OpenDesk,
  { name, nameKey, password }: { name: string; nameKey: string; password: string },
): Promise<OpenedSlot> {
  const triesLeft = countTry(desk, nameKey)
  const found = operatorRows(desk.store).byNameKey(nameKey)
  const ring =
    found === undefined
      ? await spendTheSameTime(desk, password)
      : await openKeySlot(found.slot, password, { storeId: desk.store.id, deriveKey: desk.deriveKey })
  if (found === undefined || ring === null) {
    reportFailure(desk, name, found !== undefined, triesLeft)
    throw new Problem('WRONG_PASSWORD', { triesLeft })
  }
  forgiveTries(desk.store, nameKey)
  return { operator: { id: found.operator.id, name: found.operator.name, role: found.slot.role }, ring }
}

async function spendTheSameTime({ random, deriveKey }: OpenDesk, password: string): Promise<null> {
  await deriveKey(password, random.bytes(16), kdfFloor)
  return null
}

function reportFailure(desk: OpenDesk, name: string, known: boolean, triesLeft: number): void {
  // What was typed for a name may be a password: it is written down only where it names an operator.
  const target = known ? name : 'unknown operator'
  desk.audit.append({ action: 'operator.sign-in-failed', result: 'failed', actor: target, target })
  if (triesLeft === 0) {
    desk.audit.append({ action: 'operator.locked-out', result: 'done', actor: 'desk', target })
  }
}
