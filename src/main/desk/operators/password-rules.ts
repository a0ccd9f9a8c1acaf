import { Problem } from '../../../shared/model/problems.ts'
import { checkOperatorRules, noNamesInUse, type OperatorRuleCheck } from '../../passwords/operator-rules.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Fails with `OPERATOR_RULE` and every rule that a new password of an operator breaks; `current` may not come back. */
export async function demandGoodPassword(
  { strength }: Pick<OpenDesk, 'strength'>,
  { name, password, current }: { name: string; password: string; current?: string },
): Promise<void> {
  const checks = await checkOperatorRules({ name, password, current }, { strength, ...noNamesInUse })
  // The name was judged when it was given.
  demandRules(checks.filter(({ rule, ok }) => !ok && !rule.startsWith('name-')))
}

/** Fails with `OPERATOR_RULE` where a rule is broken, and says which name a new one reads like. */
export function demandRules(broken: readonly OperatorRuleCheck[]): void {
  if (broken.length === 0) return
  const like = broken.find((check) => check.like !== undefined)?.like
  const rules = broken.map(({ rule }) => rule)
  throw new Problem('OPERATOR_RULE', { rules, ...(like !== undefined && { like }) })
}
