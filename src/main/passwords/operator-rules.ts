import { withoutUnseen } from '../../shared/model/hidden-signs.ts'
import type { OperatorRule } from '../../shared/model/problems.ts'
import { Secret } from '../../shared/model/secret.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
import { keepsToOneScript, nameReadLike } from './name-look.ts'
import type { StrengthJudge } from './strength.ts'

const namePattern = /^[\p{L}\p{M}\p{N}._@-]{2,64}$/u

/** Is what the program calls itself in the audit: no operator may act under it. */
const program = 'desk'

/** Says of one rule whether a name or a password keeps it. */
export interface OperatorRuleCheck {
  rule: OperatorRule
  ok: boolean
  /** Names the one that is there already and that the name reads like, where that is what breaks the rule. */
  like?: string
}

/** Says of the operators there are what a new name is held against; without `names`, nothing that it reads like. */
export interface NamesInUse {
  isTaken: (nameKey: string) => boolean
  names?: () => readonly string[]
}

/** Holds a name against no operator: there is none yet, or who asks may not be told. */
export const noNamesInUse: NamesInUse = { isTaken: () => false }

/** Says whether a new name, which is none of those there are, reads like one of them or like what the program calls itself. */
export function judgeLook(name: string, { names }: Pick<NamesInUse, 'names'>): OperatorRuleCheck {
  const key = operatorNameKey(name)
  const others = [program, ...(names?.() ?? [])].filter((other) => operatorNameKey(other) !== key)
  const like = nameReadLike(name, others)
  return { rule: 'name-alike', ok: like === null, ...(like !== null && { like }) }
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
  { strength, ...inUse }: { strength: StrengthJudge } & NamesInUse,
): Promise<OperatorRuleCheck[]> {
  const name = candidate.name.normalize('NFKC')
  const password = candidate.password.normalize('NFKC')
  const length = [...password].length
  const { common } = await strength.judge(new Secret(password.slice(0, 256)))
  const hasName = name.length > 1 && password.toLowerCase().includes(name.toLowerCase())
  return [
    // Letters and marks that show nothing would make a name that looks like somebody else's.
    { rule: 'name-format', ok: namePattern.test(name) && withoutUnseen(name) === name },
    { rule: 'name-one-script', ok: keepsToOneScript(name) },
    { rule: 'name-taken', ok: operatorNameKey(name) !== program && !inUse.isTaken(operatorNameKey(name)) },
    judgeLook(name, inUse),
    { rule: 'password-short', ok: length >= thresholds.operatorPasswordMin },
    { rule: 'password-long', ok: length <= thresholds.passwordMax },
    { rule: 'password-common', ok: !common },
    { rule: 'password-has-name', ok: !hasName },
    ...(candidate.current === undefined
      ? []
      : [{ rule: 'password-same' as const, ok: password !== candidate.current.normalize('NFKC') }]),
  ]
}
