import type { AdminRow, RuleCheck } from '../../../shared/contract/admins.ts'
import type { AuditResult } from '../../../shared/model/audit-action.ts'
import { auditActionWords } from '../../../shared/model/audit-action-words.ts'
import { auditSettledWords } from '../../../shared/model/audit-settled-words.ts'
import type { Environment, System } from '../../../shared/model/systems.ts'
import type { UserPasswordRule } from '../../../shared/model/user-password-form.ts'

const environment: Record<Environment, string> = {
  production: 'Production',
  staging: 'Staging',
  sandbox: 'Sandbox',
}

const system: Record<System, string> = {
  nobase: 'nobase',
  shuidi: 'shuidi',
  openim: 'openim',
  yunhu: 'yunhu',
}

const finding: Record<AdminRow['findings'][number], { label: string; why: string }> = {
  default: {
    label: 'Default',
    why: 'The password is a common one, or is made of the account’s own name or phone number.',
  },
  reused: { label: 'Reused', why: 'Another admin or user has the same password.' },
  weak: { label: 'Weak', why: 'The password is easy to guess.' },
  stale: { label: 'Stale', why: 'The password is older than 90 days.' },
}

const rule: Record<RuleCheck['id'] | UserPasswordRule, string> = {
  'userid-present': 'The ID of the admin is there',
  'current-present': 'The current password is there',
  'new-present': 'The new password is there',
  'differs-from-current': 'The new password differs from the current one',
  'length-at-most-1024': 'The new password has at most 1,024 characters',
  'not-weak': 'The new password is hard to guess',
  'not-common': 'The new password is not on the list of common ones',
  'printable-without-blanks': 'Letters A to Z, digits and common signs; no spaces',
  'letters-and-digits': 'Letters A to Z and digits alone',
  'length-between': '{min} to {max} characters',
}

const auditResult: Record<AuditResult, string> = { done: 'Done', failed: 'Failed', pending: 'Begun' }

/** Holds the closed vocabularies of what the tables show. */
export const recordWords = {
  environment,
  system,
  finding,
  rule,
  auditAction: auditActionWords.en,
  auditSettled: auditSettledWords.en,
  auditResult,
}
