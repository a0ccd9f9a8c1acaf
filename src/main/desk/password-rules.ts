import { Problem } from '../../shared/model/problems.ts'
import { checkOperatorRules } from '../passwords/operator-rules.ts'
import type { OpenDesk } from './open-desk.ts'

/** Fails with `OPERATOR_RULE` and every rule that a new password of an operator breaks; `current` may not come back. */
export async function demandGoodPassword(
  { strength }: Pick<OpenDesk, 'strength'>,
  { name, password, current }: { name: string; password: string; current?: string },
): Promise<void> {
  const checks = await checkOperatorRules({ name, password, current }, { strength, isTaken: () => false })
  // The name was judged when it was given.
  const broken = checks.filter(({ rule, ok }) => !ok && !rule.startsWith('name-')).map(({ rule }) => rule)
  if (broken.length > 0) throw new Problem('OPERATOR_RULE', { rules: broken })
}
