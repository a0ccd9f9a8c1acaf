import type { OperatorRule } from '../../shared/model/problems.ts'
import { Secret } from '../../shared/model/secret.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import type { StrengthJudge } from './strength.ts'

const namePattern = /^[\p{L}\p{M}\p{N}._@-]{2,64}$/u

/** Says of one rule whether a name or a password keeps it. */
export interface OperatorRuleCheck {
  rule: OperatorRule
  ok: boolean
}

/** Gives the form of an operator's name by which two names are the same. */
export function operatorNameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/**
 * Judges an operator's name and new password by every rule: no composition rules, no expiry, but nothing common. Where
 * the password before is given, the new one must be another.
 */
export async function checkOperatorRules(
  candidate: { name: string; password: string; current?: string | undefined },
  deps: { strength: StrengthJudge; isTaken: (nameKey: string) => boolean },
): Promise<OperatorRuleCheck[]> {
  const name = candidate.name.normalize('NFKC')
  const password = candidate.password.normalize('NFKC')
  const length = [...password].length
  const { common } = await deps.strength.judge(new Secret(password.slice(0, 256)))
  const hasName = name.length > 1 && password.toLowerCase().includes(name.toLowerCase())
  return [
    { rule: 'name-format', ok: namePattern.test(name) },
    { rule: 'name-taken', ok: !deps.isTaken(operatorNameKey(name)) },
    { rule: 'password-short', ok: length >= thresholds.operatorPasswordMin },
    { rule: 'password-long', ok: length <= thresholds.passwordMax },
    { rule: 'password-common', ok: !common },
    { rule: 'password-has-name', ok: !hasName },
    ...(candidate.current === undefined
      ? []
      : [{ rule: 'password-same' as const, ok: password !== candidate.current.normalize('NFKC') }]),
  ]
}
