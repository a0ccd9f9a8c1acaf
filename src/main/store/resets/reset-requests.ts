import type { ResetRequestsTable, ResetStepsTable } from '../schema/reset-schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Reads and writes callers' cases and their steps. */
export interface ResetRequestRows {
  get(id: string): ResetRequestsTable | undefined
  /** Gives the open case of a user, if there is one. */
  openOf(
    user: Pick<ResetRequestsTable, 'backend_id' | 'system' | 'account' | 'uid'>,
  ): ResetRequestsTable | undefined
  /** Gives the newest case that a change was made for. */
  ofChange(changeId: string): ResetRequestsTable | undefined
  /** Gives the newest case that somebody opened. */
  newestOf(openedBy: string): ResetRequestsTable | undefined
  countOpen(): number
  nextNumber(): number
  insert(row: ResetRequestsTable): void
  update(id: string, values: Partial<Omit<ResetRequestsTable, 'id' | 'number'>>): void
  addStep(step: Omit<ResetStepsTable, 'id'>): void
  /** Gives the steps of a case, oldest first. */
  steps(id: string): Omit<ResetStepsTable, 'id'>[]
}

const table = 'reset_requests'

/** Makes the repository of callers' cases. */
export function resetRequestRows(store: Store): ResetRequestRows {
  return {
    get: (id) => store.get(sql.selectFrom(table).selectAll().where('id', '=', id)),
    openOf: ({ backend_id, system, account, uid }) =>
      store.get(
        sql
          .selectFrom(table)
          .selectAll()
          .where('backend_id', '=', backend_id)
          .where('system', '=', system)
          .where('account', '=', account)
          .where('uid', '=', uid)
          .where('closed_at', 'is', null),
      ),
    ofChange: (changeId) =>
      store.get(
        sql
          .selectFrom(table)
          .selectAll()
          .where('change_id', '=', changeId)
          .orderBy('number', 'desc')
          .limit(1),
      ),
    newestOf: (openedBy) =>
      store.get(
        sql
          .selectFrom(table)
          .selectAll()
          .where('opened_by', '=', openedBy)
          .orderBy('number', 'desc')
          .limit(1),
      ),
    countOpen: () =>
      store.get(
        sql
          .selectFrom(table)
          .where('closed_at', 'is', null)
          .select((of) => of.fn.countAll<number>().as('n')),
      )?.n ?? 0,
    nextNumber: () =>
      (store.get(sql.selectFrom(table).select((of) => of.fn.max<number | null>('number').as('n')))?.n ?? 0) +
      1,
    insert(row) {
      store.run(sql.insertInto(table).values(row))
    },
    update(id, values) {
      store.run(sql.updateTable(table).set(values).where('id', '=', id))
    },
    addStep(step) {
      store.run(sql.insertInto('reset_steps').values(step))
    },
    steps: (id) =>
      store.all(
        sql
          .selectFrom('reset_steps')
          .select(['request_id', 'at', 'operator', 'step', 'detail'])
          .where('request_id', '=', id)
          .orderBy('id'),
      ),
  }
}
