import { sql as raw } from 'kysely'
import { eventFieldNames } from './event-body.ts'
import { fieldOfBody } from './event-layout.ts'
import type { AuditEventFieldsView } from '../schema/schema.ts'
import { sql } from '../sql.ts'

const columns = eventFieldNames.map((name) => `${fieldOfBody(name)} AS ${name}`).join(', ')
const events = raw<AuditEventFieldsView>`${raw.raw(`(SELECT seq, ${columns}, prev_hash, hash, body FROM audit_events)`)}`

/**
 * Begins a query of events by their fields, taken out of the table itself: the view of the store, which is for looking
 * by hand, could be changed from outside to tell another story.
 */
export const selectFromEvents = () => sql.selectFrom(events.as('event'))
