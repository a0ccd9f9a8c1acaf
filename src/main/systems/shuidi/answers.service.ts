import type { RuleOf } from '../../../shared/model/served-rules.ts'
import { findPasswordFailures as find, sendCodeFailures as send, type DocumentedAnswer } from './wire.ts'

/** Names a rule of shuidi by which one of its actions is refused. */
export type ShuidiRefusal = keyof typeof answers

/** Holds what is answered by each rule that refuses; what a caller must not tell apart has one answer. */
export const answers = {
  'shuidi.parameter-missing': find.illegal,
  'shuidi.purpose-other': send.illegal,
  'shuidi.time-unreadable': find.illegal,
  'shuidi.time-off': find.illegal,
  'shuidi.template-unusable': find.illegal,
  'shuidi.signature': find.illegal,
  'shuidi.no-such-account': find.accountUnknown,
  'shuidi.two-accounts': find.accountUnknown,
  'shuidi.uid-of-another': find.accountUnknown,
  'shuidi.account-disabled': find.accountUnknown,
  'shuidi.code-missing': find.codeWrong,
  'shuidi.code-expired': find.codeWrong,
  'shuidi.code-tried-out': find.codeWrong,
  'shuidi.code-of-another': find.codeWrong,
  'shuidi.code-wrong': find.codeWrong,
  'shuidi.code-locked': find.codeWrong,
  'shuidi.password-format': find.passwordFormat,
  'shuidi.too-soon': send.tooOften,
  'shuidi.too-many': send.tooOften,
  'shuidi.storage-failed': find.storageFailed,
} as const satisfies Record<
  Exclude<RuleOf<'shuidi'>, 'shuidi.done' | 'shuidi.no-such-action'>,
  DocumentedAnswer
>
