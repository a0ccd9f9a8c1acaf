import type { AuditEvent } from '../../../shared/contract/audit.ts'
import type { PageText } from '../../composables/use-text.ts'

const ofTheStore = ['store.', 'recovery-key.', 'audit.']
const storeId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const adminPrefix = 'admin:'

/** Names who did something: an operator, an admin who called the built-in backend, or the program itself. */
export const actorText = (actor: string, { t }: Pick<PageText, 't'>): string => {
  if (actor === 'desk') return t('audit.desk')
  return actor.startsWith(adminPrefix) ? t('audit.admin', { name: actor.slice(adminPrefix.length) }) : actor
}

/** Names what it was done to; the store, the directory and the built-in backend have words instead of ids. */
export const targetText = (
  { action, target }: Pick<AuditEvent, 'action' | 'target'>,
  { t }: Pick<PageText, 't'>,
): string => {
  if (action.startsWith('built-in.')) return t('shell.builtIn.title')
  if (action.startsWith('directory.sample')) return t('shell.builtIn.directory')
  if (ofTheStore.some((subject) => action.startsWith(subject)) && storeId.test(target))
    return t('audit.store')
  return target
}
