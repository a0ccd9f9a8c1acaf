import { Problem } from '../../shared/model/problems.ts'
import type { Role } from '../../shared/model/roles.ts'
import { checkOperatorRules, operatorNameKey } from '../passwords/operator-rules.ts'
import { operatorRows } from '../store/operators.ts'
import { createKeySlot } from '../vault/key-slots.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/** Adds an operator: a key slot that opens what the role may open, under the password that is handed over. */
export async function addOperator(
  desk: OpenDesk,
  by: Operator,
  input: { name: string; role: Role; password: string },
): Promise<{ id: string }> {
  const rows = operatorRows(desk.store)
  const isTaken = (nameKey: string): boolean => rows.byNameKey(nameKey) !== undefined
  const checks = await checkOperatorRules(input, { strength: desk.strength, isTaken })
  const broken = checks.filter((check) => !check.ok).map((check) => check.rule)
  if (broken.length > 0) throw new Problem('OPERATOR_RULE', { rules: broken })

  const id = desk.random.uuid()
  const name = input.name.normalize('NFKC')
  const slot = await createKeySlot(
    {
      storeId: desk.store.id,
      holder: id,
      role: input.role,
      secret: input.password,
      ring: desk.vault.ringForSlot(),
      createdAt: desk.timestamp(),
    },
    desk,
  )
  desk.store.transaction(() => {
    if (isTaken(operatorNameKey(name))) throw new Problem('OPERATOR_RULE', { rules: ['name-taken'] })
    rows.insert({ id, name, name_key: operatorNameKey(name), created_at: desk.timestamp() })
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
