import type { AdminRow, RuleCheck } from '../../../shared/contract/admins.ts'
import type { AuditAction, AuditResult } from '../../../shared/model/audit-action.ts'
import type { Environment, System } from '../../../shared/model/systems.ts'

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
  stale: { label: 'Stale', why: 'The password is older than 90 days.' },
}

const rule: Record<RuleCheck['id'], string> = {
  'userid-present': 'The ID of the admin is there',
  'current-present': 'The current password is there',
  'new-present': 'The new password is there',
  'differs-from-current': 'The new password differs from the current one',
  'length-at-most-1024': 'The new password has at most 1,024 characters',
  'not-weak': 'The new password is hard to guess',
  'not-common': 'The new password is not on the list of common ones',
}

const auditAction: Record<AuditAction, string> = {
  'store.created': 'Store made',
  'store.migrated': 'Store brought to a newer form',
  'store.check-failed': 'Store check failed',
  'recovery-key.issued': 'Recovery key issued',
  'recovery-key.confirmed': 'Recovery key typed back',
  'recovery-key.used': 'Recovery key used',
  'operator.signed-in': 'Signed in',
  'operator.sign-in-failed': 'Sign-in failed',
  'operator.locked-out': 'Locked out after wrong passwords',
  'operator.locked': 'Locked',
  'operator.stepped-up': 'Gave the password again',
  'operator.added': 'Operator added',
  'operator.password-changed': 'Operator password changed',
  'backend.added': 'Backend added',
  'admin.added': 'Admin entered',
  'admin-password.staged': 'Change prepared',
  'admin-password.sent': 'Change sent',
  'admin-password.confirmed': 'Change confirmed',
  'admin-password.rejected': 'Change refused by the backend',
  'admin-password.not-sent': 'Change not sent',
  'admin-password.unknown': 'Change without a known end',
  'admin-password.refused': 'Change stopped by a rule',
  'admin-password.revealed': 'Password revealed',
  'admin-password.verified': 'Password verified by sign-in',
  'directory.sample-loaded': 'Sample data loaded',
  'directory.sample-removed': 'Sample data taken out',
  'directory.imported': 'Document imported',
  'directory.exported': 'Directory exported',
  'directory.admin-password-changed': 'Directory password changed',
  'directory.user-password-changed': 'User password changed',
  'directory.user-password-reset': 'User password reset with a code',
  'directory.sign-text-changed': 'Signature text changed',
  'directory.locked-out': 'Account locked after wrong attempts',
  'directory.token-issued': 'Token issued',
  'directory.token-revoked': 'Token revoked',
  'application.changed': 'Application changed',
  'built-in.started': 'Built-in backend started',
  'built-in.stopped': 'Built-in backend stopped',
  'built-in.settings-changed': 'Built-in backend settings changed',
  'built-in.code-revealed': 'Code of the outbox revealed',
  'audit.verified': 'Chain verified',
}

const auditResult: Record<AuditResult, string> = { done: 'Done', failed: 'Failed', pending: 'Under way' }

/** Holds the closed vocabularies of what the tables show. */
export const recordWords = { environment, system, finding, rule, auditAction, auditResult }
