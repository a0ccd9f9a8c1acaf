import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { isSettledAction, settledByOf } from '../../../shared/model/audit-settled-words.ts'
import type { PageText } from '../../composables/use-text.ts'
import { auditActions, auditResults } from '../../locales/vocabulary.ts'

const ofTheStore = ['store.', 'recovery-key.', 'audit.', 'purge.', 'clock.']
const storeId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const adminPrefix = 'admin:'

/** Names who did something: an operator, an admin who called the built-in backend, or the program itself. */
export const actorText = (actor: string, { t }: Pick<PageText, 't'>): string => {
  if (actor === 'desk') return t('audit.desk')
  return actor.startsWith(adminPrefix) ? t('audit.admin', { name: actor.slice(adminPrefix.length) }) : actor
}

/**
 * Names what it was done to; the store, the directory and the built-in backend have words instead of ids, which are not
 * those of this desk in another file.
 */
export const targetText = (
  { action, target }: Pick<AuditEvent, 'action' | 'target'>,
  { t }: Pick<PageText, 't'>,
  isOther = false,
): string => {
  if (action.startsWith('built-in.') && target === 'built-in') return t('shell.builtIn.title')
  if (action.startsWith('directory.sample') && target === 'directory') return t('shell.builtIn.directory')
  if (!isOther && ofTheStore.some((subject) => action.startsWith(subject)) && storeId.test(target))
    return t('audit.store')
  return target
}

/** Names what was done; an action that nobody knows stands as it is written. */
export const actionText = (action: string, { words }: Pick<PageText, 'words'>): string => {
  const known = auditActions.find((one) => one === action)
  return known === undefined ? action : words.value.auditAction[known]
}

/** Names what was done in an event; the end of an unknown change is a proof or an operator's word, as its detail says. */
export const eventText = (
  { action, detail }: Pick<AuditEvent, 'action' | 'detail'>,
  { words }: Pick<PageText, 'words'>,
): string => {
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

/** Gives as much of a text as a table has room for: a changed file may hold a book in place of a name. */
export const atMost = (signs: number, text: string): string => {
  const found = Array.from(text.slice(0, signs * 2 + 2))
  return found.length > signs ? `${found.slice(0, signs).join('')}…` : text
}
