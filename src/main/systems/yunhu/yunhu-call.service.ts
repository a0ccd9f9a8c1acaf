import type { RuleOf } from '../../../shared/model/served-rules.ts'
import type { DirectoryUser } from '../../directory/users.ts'
import { numberOf } from './read-envelope.ts'
import { ours, type DocumentedAnswer } from './wire.ts'

/** Carries the fields of a request, by the wire's names, as they came. */
export type Fields = Readonly<Record<string, unknown>>

/** Names a rule of yunhu. */
type YunhuRule = RuleOf<'yunhu'>

/** Carries what an action answers: the data of a success, or a documented failure and the rule that gave it. */
export type Answer = { data: object } | { rule: YunhuRule; failure: DocumentedAnswer }

/** Gives the documented failure that a rule answers with; several rules look alike to the caller. */
export function refused(rule: YunhuRule, failure: DocumentedAnswer): Answer {
  return { rule, failure }
}

/** Gives a field's text where it is given, well-formed and not too long. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string' || value === '' || !value.isWellFormed()) return null
  return value.length <= ours.longestText ? value : null
}

/** Says whether a field is the 0 that is carried out, as a number or as text. */
export function isZero(value: unknown): boolean {
  return numberOf(value) === 0
}

/** Gives the one user of all applications with a phone number, and the rule by which there is none: several are nobody. */
export function onlyUser([found, another]: readonly DirectoryUser[]): {
  user: DirectoryUser | null
  nobody: 'yunhu.account-unknown' | 'yunhu.two-accounts'
} {
  const nobody = another === undefined ? 'yunhu.account-unknown' : 'yunhu.two-accounts'
  return { user: another === undefined ? (found ?? null) : null, nobody }
}
