import { Problem, type OperatorRule } from '../../../shared/model/problems.ts'
import type { Role } from '../../../shared/model/roles.ts'
import {
  checkOperatorRules,
  judgeLook,
  operatorNameKey,
  type NamesInUse,
} from '../../passwords/operator-rules.ts'
import { operatorRows } from '../../store/operators.ts'
import type { Store } from '../../store/store.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { lockedUntil, operatorSubject } from './lock-out.ts'
import { makeOneTimePassword, oneTimePasswordEnds, withoutGroups } from './one-time-password.ts'
import { createOperatorSlot, demandAdministrator } from './operator-slot.ts'
import { disableOperator, readmitOperator, setRole, unlockOperator } from './operator-standing.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { demandRules } from './password-rules.ts'
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
      given: { current?: string | undefined; next: string },
    ): Promise<void> => changeOwnPassword(need(), caller, operator, given),
    replaceRecoveryKey: async (by: Operator) => replaceRecoveryKey(need(), by),
  }
}

/** Gives what a new operator's name is held against; those who are disabled count, because the audit names them. */
export function namesInUse(store: Store): NamesInUse {
  const rows = operatorRows(store)
  return { isTaken: (nameKey) => rows.byNameKey(nameKey) !== undefined, names: () => rows.names() }
}

interface NewOperator {
  name: string
  role: Role
  /** Is what the administrator hands over; absent, the desk makes a one-time password. */
  password?: string | undefined
}

function listOperators(desk: OpenDesk) {
  return operatorRows(desk.store)
    .list()
    .map(({ operator, role, lastSignIn, slotMadeAt }) => ({
      id: operator.id,
      name: operator.name,
      role,
      createdAt: operator.created_at,
      disabledAt: operator.disabled_at,
      mustChange: operator.must_change === 1,
      oneTimeUntil:
        operator.must_change === 1 && slotMadeAt !== null ? oneTimePasswordEnds(slotMadeAt) : null,
      lockedUntil: lockedUntil(desk, operatorSubject(operator.name_key)),
      lastSignIn,
    }))
}

/**
 * Adds an operator: a key slot that opens nothing but setting a password of their own. Gives the one-time password,
 * this once, where the desk made it.
 */
async function addOperator(
  desk: OpenDesk,
  by: Operator,
  input: NewOperator,
): Promise<{ id: string; oneTimePassword: string | null }> {
  const rows = operatorRows(desk.store)
  const names = namesInUse(desk.store)
  const oneTimePassword = input.password === undefined ? makeOneTimePassword(desk.random) : null
  // At the first sign-in it is taken in groups or without.
  const password = withoutGroups(oneTimePassword ?? input.password ?? '')
  const checks = await checkOperatorRules({ ...input, password }, { strength: desk.strength, ...names })
  // What the desk made by chance is not judged: it may hold a name of two letters.
  const counts = (rule: OperatorRule): boolean => oneTimePassword === null || rule.startsWith('name')
  demandRules(checks.filter(({ rule, ok }) => !ok && counts(rule)))

  const id = desk.random.uuid()
  const name = input.name.normalize('NFKC')
  const name_key = operatorNameKey(name)
  const slot = await createOperatorSlot(desk, { id, name, role: input.role, password })
  desk.store.transaction(() => {
    demandAdministrator(desk, by)
    if (names.isTaken(name_key)) throw new Problem('OPERATOR_RULE', { rules: ['name-taken'] })
    demandRules([judgeLook(name, names)].filter(({ ok }) => !ok))
    rows.insert({ id, name, name_key, created_at: desk.timestamp(), disabled_at: null, must_change: 1 })
    rows.replaceSlot(slot)
    desk.audit.append({
      action: 'operator.added',
      result: 'done',
      actor: by.name,
      target: name,
      detail: { role: input.role, slot: slot.id },
    })
  })
  return { id, oneTimePassword }
}
