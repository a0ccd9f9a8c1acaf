import { Problem } from '../../shared/model/problems.ts'
import type { Role } from '../../shared/model/roles.ts'
import { checkOperatorRules, operatorNameKey } from '../passwords/operator-rules.ts'
import { operatorRows } from '../store/operators.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { lockedUntil, operatorSubject } from './lock-out.ts'
import { createOperatorSlot, demandAdministrator } from './operator-slot.ts'
import { disableOperator, readmitOperator, setRole, unlockOperator } from './operator-standing.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'
import { replaceRecoveryKey } from './replace-recovery-key.ts'

/** Gives the use cases of operators over a desk whose store is open when they are called. */
export function operatorsOf(need: () => OpenDesk) {
  return {
    list: () => listOperators(need()),
    add: async (by: Operator, input: NewOperator) => addOperator(need(), by, input),
    setRole: async (by: Operator, input: { id: string; role: Role }) => setRole(need(), by, input),
    disable: (by: Operator, id: string): void => {
      disableOperator(need(), by, id)
    },
    readmit: async (by: Operator, input: { id: string; role: Role }) => readmitOperator(need(), by, input),
    unlock: (by: Operator, id: string): void => {
      unlockOperator(need(), by, id)
    },
    changeOwnPassword: async (
      caller: string,
      operator: Operator,
      given: { current: string; next: string },
    ): Promise<void> => changeOwnPassword(need(), caller, operator, given),
    replaceRecoveryKey: async (by: Operator) => replaceRecoveryKey(need(), by),
  }
}

interface NewOperator {
  name: string
  role: Role
  password: string
}

function listOperators(desk: OpenDesk) {
  return operatorRows(desk.store)
    .list()
    .map(({ operator, role, lastSignIn }) => ({
      id: operator.id,
      name: operator.name,
      role,
      createdAt: operator.created_at,
      disabledAt: operator.disabled_at,
      mustChange: operator.must_change === 1,
      lockedUntil: lockedUntil(desk, operatorSubject(operator.name_key)),
      lastSignIn,
    }))
}

/** Adds an operator: a key slot that opens what the role may open, until they have set a password of their own. */
async function addOperator(desk: OpenDesk, by: Operator, input: NewOperator): Promise<{ id: string }> {
  const rows = operatorRows(desk.store)
  const isTaken = (nameKey: string): boolean => rows.byNameKey(nameKey) !== undefined
  const checks = await checkOperatorRules(input, { strength: desk.strength, isTaken })
  const broken = checks.filter((check) => !check.ok).map((check) => check.rule)
  if (broken.length > 0) throw new Problem('OPERATOR_RULE', { rules: broken })

  const id = desk.random.uuid()
  const name = input.name.normalize('NFKC')
  const name_key = operatorNameKey(name)
  const slot = await createOperatorSlot(desk, { id, role: input.role, password: input.password })
  desk.store.transaction(() => {
    demandAdministrator(desk, by)
    if (isTaken(name_key)) throw new Problem('OPERATOR_RULE', { rules: ['name-taken'] })
    rows.insert({ id, name, name_key, created_at: desk.timestamp(), disabled_at: null, must_change: 1 })
    rows.replaceSlot(slot)
    desk.audit.append({
      action: 'operator.added',
      result: 'done',
      actor: by.name,
      target: name,
      detail: { role: input.role },
    })
  })
  return { id }
}
