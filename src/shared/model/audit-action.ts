import { z } from 'zod'

/** Lists every action that the audit records, as `subject.verb`. */
export const auditActions = [
  'store.created',
  'store.migrated',
  'store.check-failed',
  'recovery-key.issued',
  'recovery-key.confirmed',
  'recovery-key.used',
  'operator.signed-in',
  'operator.sign-in-failed',
  'operator.locked-out',
  'operator.locked',
  'operator.stepped-up',
  'operator.added',
  'operator.password-changed',
  'backend.added',
  'admin.added',
  'admin-password.staged',
  'admin-password.sent',
  'admin-password.confirmed',
  'admin-password.rejected',
  'admin-password.not-sent',
  'admin-password.unknown',
  'admin-password.refused',
  'admin-password.revealed',
  'admin-password.verified',
  'directory.sample-loaded',
  'directory.sample-removed',
  'directory.imported',
  'directory.exported',
  'directory.admin-password-changed',
  'directory.user-password-changed',
  'directory.user-password-reset',
  'directory.sign-text-changed',
  'directory.locked-out',
  'directory.token-issued',
  'directory.token-revoked',
  'application.changed',
  'built-in.started',
  'built-in.stopped',
  'built-in.settings-changed',
  'built-in.code-revealed',
  'audit.verified',
] as const

/** Names an action that the audit records. */
export type AuditAction = (typeof auditActions)[number]

/** Checks the name of an audited action. */
export const auditActionSchema = z.enum(auditActions)

/** Lists how an audited action can end. */
export const auditResults = ['done', 'failed', 'pending'] as const

/** Names how an audited action ended. */
export type AuditResult = (typeof auditResults)[number]
