import type { RuleOf } from '../../../shared/model/served-rules.ts'
import { failure, success, type Answer } from './answers.service.ts'
import type { DocumentedAnswer, newPassFailures, updateSignFailures } from './wire.ts'

/** Names a rule of nobase. */
export type NobaseRule = RuleOf<'nobase'>

/** Carries an answer and the rule that gave it; several rules look alike to the caller. */
export interface Ruled {
  rule: NobaseRule
  answer: Answer
}

type Failure = keyof typeof newPassFailures | keyof typeof updateSignFailures

/** Names the failure that each rule is answered by. */
export const failureOf = {
  'nobase.parameter-missing': 'parameterMissing',
  'nobase.application-unknown': 'applicationUnknown',
  'nobase.application-signature': 'appSignatureWrong',
  'nobase.developer-overdue': 'developerOverdue',
  'nobase.developer-disabled': 'developerDisabled',
  'nobase.application-reviewing': 'applicationReviewing',
  'nobase.application-stopped': 'applicationStopped',
  'nobase.change-not-allowed': 'changeNotAllowed',
  'nobase.account-missing': 'accountMissing',
  'nobase.token-missing': 'tokenMissing',
  'nobase.token-with-account': 'tokenWithAccount',
  'nobase.token-unknown': 'tokenInvalid',
  'nobase.token-expired': 'tokenInvalid',
  'nobase.token-of-another': 'tokenInvalid',
  'nobase.account-format': 'accountFormat',
  'nobase.account-length': 'accountLength',
  'nobase.account-unknown': 'accountWrong',
  'nobase.password-wrong': 'accountWrong',
  'nobase.account-locked': 'accountWrong',
  'nobase.user-disabled': 'userDisabled',
  'nobase.new-password-characters': 'newPasswordFormat',
  'nobase.new-password-length': 'newPasswordFormat',
  'nobase.storage-failed': 'storageFailed',
} as const satisfies Record<Exclude<NobaseRule, 'nobase.done'>, Failure>

/** Gives the answer of a rule out of an operation's failures, with a name or a number put into its text. */
export function refused<Rule extends keyof typeof failureOf>(
  rule: Rule,
  failures: Readonly<Record<(typeof failureOf)[Rule], DocumentedAnswer>>,
  value: string | number = '',
): Ruled {
  return { rule, answer: failure(failures[failureOf[rule]], value) }
}

/** Gives the answer of an operation that was carried out; a sign-in carries its token in place of the text. */
export function carriedOut(data?: Answer['data']): Ruled {
  return { rule: 'nobase.done', answer: success(data) }
}
