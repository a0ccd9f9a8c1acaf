import type { RuleOf } from '../../../shared/model/served-rules.ts'
import { changePasswordFailures as change, loginFailures as login, type DocumentedAnswer } from './wire.ts'

/** Names a rule of openim. */
export type OpenimRule = RuleOf<'openim'>

/** Holds what `changePassword` answers by each rule that refuses; a locked account looks like a wrong password. */
export const changePasswordAnswers = {
  'openim.operation-id-missing': change.operationIDAbsent,
  'openim.token-missing': change.tokenAbsent,
  'openim.token-expired': change.tokenExpired,
  'openim.token-malformed': change.tokenMalformed,
  'openim.token-unknown': change.tokenUnknown,
  'openim.token-of-user': change.tokenOfUser,
  'openim.body-not-json': change.bodyNotJson,
  'openim.user-id-empty': change.userIDEmpty,
  'openim.current-password-empty': change.currentPasswordEmpty,
  'openim.new-password-empty': change.newPasswordEmpty,
  'openim.passwords-equal': change.passwordsEqual,
  'openim.admin-unknown': change.adminUnknown,
  'openim.password-wrong': change.passwordWrong,
  'openim.account-locked': change.passwordWrong,
} as const satisfies Partial<Record<OpenimRule, DocumentedAnswer>>

/** Holds what `login` answers by each rule that refuses; a locked account looks like a wrong password. */
export const loginAnswers = {
  'openim.body-not-json': login.bodyNotJson,
  'openim.account-empty': login.accountEmpty,
  'openim.password-empty': login.passwordEmpty,
  'openim.account-unknown': login.accountUnknown,
  'openim.password-wrong': login.passwordWrong,
  'openim.account-locked': login.passwordWrong,
} as const satisfies Partial<Record<OpenimRule, DocumentedAnswer>>
