import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { isSettledAction, settledByOf } from '../../../shared/model/audit-settled-words.ts'
import { ownBackendName } from '../../../shared/model/own-backend.ts'
import type { PageText } from '../../composables/use-text.ts'
import { auditActions, auditResults, deskSettings } from '../../locales/vocabulary.ts'

const ofTheStore = ['store.', 'recovery-key.', 'audit.', 'purge.', 'clock.']
const storeId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const adminPrefix = 'admin:'
const userPrefix = 'user:'
const guardedTables = ['backends', 'directory_applications', 'built_in_settings', 'desk_settings'] as const

/** Names who did something: an operator, an admin or a user who called the built-in backend, or the program itself. */
export const actorText = (actor: string, { t }: Pick<PageText, 't'>): string => {
  if (actor === 'desk') return t('audit.desk')
  if (actor === 'unknown operator') return t('audit.unknownOperator')
  if (actor.startsWith(userPrefix)) return t('audit.user', { name: actor.slice(userPrefix.length) })
  return actor.startsWith(adminPrefix) ? t('audit.admin', { name: actor.slice(adminPrefix.length) }) : actor
}

/** Names a backend that an event of any may tell of: the desk's own, whose name no other can have, as the page calls it. */
export const backendText = (name: string, { t }: Pick<PageText, 't'>): string =>
  name === ownBackendName ? t('backends.builtIn') : name

/**
 * Names what it was done to; the store, the directory and the built-in backend have words instead of ids, which are not
 * those of this desk in another file.
 */
export const targetText = (
  { action, target }: Pick<AuditEvent, 'action' | 'target'>,
  { t, words }: Pick<PageText, 't' | 'words'>,
  isOther = false,
): string => {
  if (action.startsWith('built-in.') && target === 'built-in') return t('shell.builtIn.title')
  if (action.startsWith('directory.') && target === 'directory') return t('shell.builtIn.directory')
  if (action === 'operator.locked' || action.endsWith('.purged')) return actorText(target, { t })
  if (action === 'operator.sign-in-failed') return actorText(target, { t })
  if (action.startsWith('accounts.') && (target === 'admins' || target === 'users'))
    return t(`audit.findings.${target}`)
  // What can be entered, changed and removed is never the desk's own, whatever it is called.
  if (action.startsWith('rotation.')) return backendText(target, { t })
  const setting = deskSettings.find((one) => one === target)
  if (action === 'settings.changed' && setting !== undefined) return words.value.eventSetting[setting]
  if (!isOther && ofTheStore.some((subject) => action.startsWith(subject)) && storeId.test(target))
    return t('audit.store')
  return target
}

/** Names what was done; an action that nobody knows stands as it is written. */
export const actionText = (action: string, { words }: Pick<PageText, 'words'>): string => {
  const known = auditActions.find((one) => one === action)
  return known === undefined ? action : words.value.auditAction[known]
}

/**
 * Names what was done in an event; the end of an unknown change is a proof or an operator's word, and the end of a
 * request leaves its caller with a password or without, as its detail says.
 */
export const eventText = (
  { action, detail }: Pick<AuditEvent, 'action' | 'detail'>,
  { words }: Pick<PageText, 'words'>,
): string => {
  if (action === 'reset-case.closed' && detail['outcome'] === 'untold') return words.value.resetClosedUntold
  const by = settledByOf(detail['why'])
  return by !== null && isSettledAction(action)
    ? words.value.auditSettled[by][action]
    : actionText(action, { words })
}

/** Names how it ended; a result that nobody knows stands as it is written. */
export const resultText = (result: string, { words }: Pick<PageText, 'words'>): string => {
  const known = auditResults.find((one) => one === result)
  return known === undefined ? result : words.value.auditResult[known]
}

/** Names a row that a MAC covers; a table or a setting that nobody knows stands as it is written. */
export const rowText = (
  { table, row }: { table: string; row: string },
  { t, words }: Pick<PageText, 't' | 'words'>,
): string => {
  const known = guardedTables.find((one) => one === table)
  const setting = known === 'desk_settings' ? deskSettings.find((one) => one === row) : undefined
  return t('audit.verify.badRow', {
    table: known === undefined ? table : t(`audit.verify.table.${known}`),
    row: setting === undefined ? row : words.value.eventSetting[setting],
  })
}

/** Gives as much of a text as a table has room for: a changed file may hold a book in place of a name. */
export const atMost = (signs: number, text: string): string => {
  const found = Array.from(text.slice(0, signs * 2 + 2))
  return found.length > signs ? `${found.slice(0, signs).join('')}…` : text
}
