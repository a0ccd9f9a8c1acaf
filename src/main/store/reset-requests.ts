import { sql as raw, type ExpressionBuilder } from 'kysely'
import type { ChangeState } from '../../shared/model/change.ts'
import type { ResetRequestsTable, ResetStepsTable } from './reset-schema.ts'
import type { Schema } from './schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Says which cases are wanted; `show` is a state, or all that are open or closed. */
export interface ResetFilter {
  search?: string | undefined
  show?: string | undefined
}

/** Names a place in the list: open cases stand before closed ones, the newest first. */
export interface ResetPlace {
  isClosed: boolean
  number: number
}

/** Reads and writes callers' cases and their steps. */
export interface ResetRequestRows {
  get(id: string): ResetRequestsTable | undefined
  /** Gives the open case of a user, if there is one. */
  openOf(
    user: Pick<ResetRequestsTable, 'backend_id' | 'system' | 'account' | 'uid'>,
  ): ResetRequestsTable | undefined
  list(filter: ResetFilter, after: ResetPlace | undefined, limit: number): ResetRequestsTable[]
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

type Where = ExpressionBuilder<Schema, typeof table>

const isChange = (of: Where, states: readonly ChangeState[]) =>
  of('change_id', 'in', of.selectFrom('changes').select('changes.id').where('changes.state', 'in', states))

/** A row that says `unknown` stands as its change ended since; one that was given up may have left its change open. */
const stands = (of: Where, state: string) => {
  const since = (states: readonly ChangeState[]) =>
    of.and([of('state', '=', 'unknown'), isChange(of, states)])
  switch (state) {
    case 'unknown':
      return of.or([isChange(of, ['unknown', 'needs-operator']), since(['staged', 'sending'])])
    case 'changed':
      return of.or([of('state', '=', state), since(['verified'])])
    case 'verified':
      return of.or([of('state', '=', state), since(['not-applied', 'not-sent'])])
    default:
      return of('state', '=', state)
  }
}

/** Makes the repository of callers' cases. */
export function resetRequestRows(store: Store): ResetRequestRows {
  const part = (
    isClosed: boolean,
    filter: ResetFilter,
    before: number | undefined,
    limit: number,
  ): ResetRequestsTable[] => {
    if (limit <= 0 || filter.show === (isClosed ? 'open' : 'closed')) return []
    let query = sql
      .selectFrom(table)
      .selectAll()
      .where('closed_at', isClosed ? 'is not' : 'is', null)
      .orderBy('number', 'desc')
      .limit(limit)
    if (before !== undefined) query = query.where('number', '<', before)
    const { show } = filter
    if (show !== undefined && show !== 'open' && show !== 'closed')
      query = query.where((of) => stands(of, show))
    const text = (filter.search ?? '').trim().toLowerCase()
    if (text !== '') {
      const places = raw<string>`lower(account || char(10) || uid || char(10) || nickname || char(10) || caller || char(10) || ticket || char(10) || '#' || number)`
      query = query.where(raw<boolean>`instr(${places}, ${text}) > 0`)
    }
    return store.all(query)
  }
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
    list(filter, after, limit) {
      const open = after?.isClosed === true ? [] : part(false, filter, after?.number, limit)
      const before = after?.isClosed === true ? after.number : undefined
      return [...open, ...part(true, filter, before, limit - open.length)]
    },
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
