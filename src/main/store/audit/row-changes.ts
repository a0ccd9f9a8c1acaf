import { sql as raw } from 'kysely'
import { prepareQuery } from '../directory-prepared-query.ts'
import { selectFromEvents } from './event-fields.ts'
import { fieldOfBody } from './event-layout.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Lists the audited actions whose last time is asked for: those that change rows with a MAC, and backups. */
type RowChange =
  | 'application.changed'
  | 'built-in.settings-changed'
  | 'settings.changed'
  | 'backend.changed'
  | 'backend.removed'
  | 'store.backed-up'
  | 'store.backup-failed'

// By the names of `selectFromEvents`, the index of these actions is not found.
const action = raw<string>`${raw.raw(fieldOfBody('action'))}`
const target = raw<string>`${raw.raw(fieldOfBody('target'))}`
const inIndex = raw<boolean>`${action} IN ('application.changed', 'built-in.settings-changed', 'settings.changed', 'backend.changed', 'backend.removed', 'store.backed-up', 'store.backup-failed')`
const lastChange = prepareQuery((changed: RowChange, name: string) =>
  sql
    .selectFrom('audit_events')
    .select('seq')
    .where(inIndex)
    .where(action, '=', changed)
    .where(target, '=', name)
    .orderBy('seq', 'desc')
    .limit(1),
)

// The index of rows has no such action: there are few, and the index of actions gives them.
const lastRemoval = prepareQuery((appid: string) =>
  selectFromEvents()
    .select('seq')
    .where('action', '=', 'application.removed')
    .where('target', '=', appid)
    .orderBy('seq', 'desc')
    .limit(1),
)

/** Gives the sequence of the last removal of an application, 0 where there was none: an older row was put back. */
export function lastApplicationRemoval(store: Store, appid: string): number {
  return store.get(lastRemoval(appid))?.seq ?? 0
}

/** Gives the sequence of the last audited change of a row, 0 where there was none: an older row was rolled back. */
export function lastRowChange(store: Store, action: RowChange, target: string): number {
  return store.get(lastChange(action, target))?.seq ?? 0
}
