import { sql as raw } from 'kysely'
import type { Environment } from '../../shared/model/systems.ts'
import { selectFromEvents } from './audit/event-fields.ts'
import type { ExchangesTable } from './schema/credential-schema.ts'
import type { AuditEventFieldsView } from './schema/schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Carries a backend as a mention of it shows it. */
export interface MentionedBackend {
  id: string
  name: string
  environment: Environment
}

/** Reads what the overview tells beside figures. */
export interface OverviewRows {
  backends(): MentionedBackend[]
  /** Gives the last exchange with a backend. */
  lastExchange(backendId: string): Pick<ExchangesTable, 'at' | 'operation' | 'status' | 'reason'> | undefined
  /** Counts callers' cases that are open, with when the oldest was opened (UTC). */
  openResets(): { count: number; oldestAt: string | null }
  /** Names operators against whom wrong passwords count, with the key of their name. */
  suspects(): { name: string; name_key: string }[]
  /** Gives the last verification of the store's own audit. */
  lastVerification(
    storeId: string,
  ): (Pick<AuditEventFieldsView, 'at' | 'detail'> & { seq: number }) | undefined
  /** Gives when the first event after a sequence was written (UTC); null where there is none. */
  firstEventAfter(seq: number): string | null
}

/** Makes the repository of the overview. */
export function overviewRows(store: Store): OverviewRows {
  return {
    backends: () =>
      store.all(sql.selectFrom('backends').select(['id', 'name', 'environment']).orderBy('name')),
    lastExchange: (backendId) =>
      store.get(
        sql
          .selectFrom('exchanges')
          .select(['at', 'operation', 'status', 'reason'])
          .where('backend_id', '=', backendId)
          .orderBy('id', 'desc')
          .limit(1),
      ),
    openResets: () =>
      store.get(
        sql
          .selectFrom('reset_requests')
          .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('opened_at').as('oldestAt')])
          .where('closed_at', 'is', null),
      ) ?? { count: 0, oldestAt: null },
    suspects: () =>
      store.all(
        sql
          .selectFrom('operator_failures')
          .innerJoin('operators', (on) =>
            on.on('operator_failures.subject', '=', raw`'operator/' || operators.name_key`),
          )
          .select(['operators.name', 'operators.name_key'])
          .where('locked_until', '>', 0)
          .orderBy('operators.name_key'),
      ),
    lastVerification: (storeId) =>
      store.get(
        selectFromEvents()
          .select(['seq', 'at', 'detail'])
          .where('action', '=', 'audit.verified')
          .where('target', '=', storeId)
          .orderBy('seq', 'desc')
          .limit(1),
      ),
    firstEventAfter: (seq) =>
      store.get(selectFromEvents().select('at').where('seq', '>', seq).orderBy('seq').limit(1))?.at ?? null,
  }
}
