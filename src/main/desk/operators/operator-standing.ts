import { Problem } from '../../../shared/model/problems.ts'
import type { AuditAction } from '../../../shared/model/audit-action.ts'
import type { Role } from '../../../shared/model/roles.ts'
import { operatorRows, type OperatorWithSlot } from '../../store/operators.ts'
import { endSessionsOf } from './end-sessions.ts'
import { forgiveTries, operatorSubject } from './lock-out.ts'
import { makeOneTimePassword, type OneTimePassword } from './one-time-password.ts'
import { createOperatorSlot, demandAdministrator } from './operator-slot.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

interface NewRole {
  id: string
  role: Role
}

/**
 * Gives an operator another role, or the same anew for a password they forgot: their slot is destroyed, their sessions
 * end, and a one-time password opens the new slot. Fails with `LAST_ADMINISTRATOR`.
 */
export async function setRole(desk: OpenDesk, by: Operator, { id, role }: NewRole): Promise<OneTimePassword> {
  const { operator } = found(desk, id)
  demandEnabled({ operator })
  const given = { id, name: operator.name, role, action: 'operator.role-changed' } as const
  return giveSlot(desk, by, given, (standing) => {
    demandEnabled(standing)
    demandAnotherAdministrator(desk, id)
  })
}

/** Lets a disabled operator in again, in any role, with a one-time password. */
export async function readmitOperator(
  desk: OpenDesk,
  by: Operator,
  { id, role }: NewRole,
): Promise<OneTimePassword> {
  const { operator } = found(desk, id)
  demandDisabled({ operator })
  const given = { id, name: operator.name, role, action: 'operator.re-admitted' } as const
  return giveSlot(desk, by, given, demandDisabled)
}

/** Disables an operator: destroys their slot and ends their sessions at once. Fails with `LAST_ADMINISTRATOR`. */
export function disableOperator(desk: OpenDesk, by: Operator, id: string): void {
  const rows = operatorRows(desk.store)
  desk.store.transaction(() => {
    const standing = found(desk, id)
    demandAdministrator(desk, by)
    demandEnabled(standing)
    demandAnotherAdministrator(desk, id)
    rows.destroySlot(id)
    rows.setStanding(id, { disabledAt: desk.timestamp(), mustChange: false })
    const { name } = standing.operator
    desk.audit.append({ action: 'operator.disabled', result: 'done', actor: by.name, target: name })
  })
  desk.store.checkpointLog()
  endWorkOf(desk, id, by)
}

/** Forgets the wrong passwords of an operator, so that a lock-out ends. */
export function unlockOperator(desk: OpenDesk, by: Operator, id: string): void {
  desk.store.transaction(() => {
    const { operator } = found(desk, id)
    demandAdministrator(desk, by)
    forgiveTries(desk.store, operatorSubject(operator.name_key))
    desk.audit.append({ action: 'operator.unlocked', result: 'done', actor: by.name, target: operator.name })
  })
}

async function giveSlot(
  desk: OpenDesk,
  by: Operator,
  { id, name, role, action }: NewRole & { name: string; action: AuditAction },
  demand: (standing: OperatorWithSlot) => void,
): Promise<OneTimePassword> {
  const password = makeOneTimePassword(desk.random)
  const slot = await createOperatorSlot(desk, { id, name, role, password })
  const rows = operatorRows(desk.store)
  desk.store.transaction(() => {
    // Deriving took a while: who may do what is judged again by how things stand now.
    const standing = found(desk, id)
    demandAdministrator(desk, by)
    demand(standing)
    rows.replaceSlot(slot)
    rows.setStanding(id, { disabledAt: null, mustChange: true })
    forgiveTries(desk.store, operatorSubject(standing.operator.name_key))
    desk.audit.append({
      action,
      result: 'done',
      actor: by.name,
      target: name,
      detail: { role, slot: slot.id },
    })
  })
  // The slot before is in pages of the log still: gone is gone.
  desk.store.checkpointLog()
  endWorkOf(desk, id, by)
  return { oneTimePassword: password }
}

/** Ends what an operator has begun who may do so no more: rotations, imports, sessions. */
function endWorkOf(desk: OpenDesk, id: string, by: Operator): void {
  desk.rotations.stopThoseOf(id, by.name)
  desk.incomingFiles.dropThoseOf(id)
  endSessionsOf(desk, { id }, { by: by.name })
}

function found(desk: OpenDesk, id: string): OperatorWithSlot {
  const standing = operatorRows(desk.store).byId(id)
  if (standing === undefined) throw new Problem('NOT_FOUND', { what: 'operator' })
  return standing
}

function demandEnabled({ operator }: Pick<OperatorWithSlot, 'operator'>): void {
  if (operator.disabled_at !== null) throw new Problem('OPERATOR_STATE', { state: 'disabled' })
}

function demandDisabled({ operator }: Pick<OperatorWithSlot, 'operator'>): void {
  if (operator.disabled_at === null) throw new Problem('OPERATOR_STATE', { state: 'enabled' })
}

/** Somebody who could still let a one-time password grow too old is not yet one who is left. */
function demandAnotherAdministrator({ store }: OpenDesk, id: string): void {
  const rows = operatorRows(store)
  const isOne = rows.enabledAdministrators().includes(id)
  if (isOne && rows.settledAdministrators().every((other) => other === id))
    throw new Problem('LAST_ADMINISTRATOR')
}
