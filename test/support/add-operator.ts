import type { Operator } from '../../src/main/desk/operator.ts'
import type { Role } from '../../src/shared/model/roles.ts'
import type { TestDesk } from './test-desk.ts'

/** Holds the password that added operators set for themselves. */
export const ownPassword = 'a lantern over still water'

/** Adds an operator who has set a password of their own; nobody is signed in by it. */
export async function addOperator(
  at: Pick<TestDesk, 'desk' | 'ada'>,
  { name, role, password = ownPassword }: { name: string; role: Role; password?: string },
): Promise<Operator> {
  const handedOver = 'handed over in person, once'
  const { id } = await at.desk.operators.add(at.ada, { name, role, password: handedOver })
  const operator = { id, name, role }
  await at.desk.operators.changeOwnPassword(`nowhere of ${name}`, operator, {
    current: handedOver,
    next: password,
  })
  return operator
}
