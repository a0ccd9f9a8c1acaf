import { sql as raw, type ExpressionBuilder } from 'kysely'
import type { ChangeState } from '../../shared/model/change.ts'
import type { Environment, System } from '../../shared/model/systems.ts'
import { prepareQuery } from './directory-prepared-query.ts'
import { prepareColumns } from './prepared-columns.ts'
import type { AccountsTable, Schema } from './schema.ts'
import { sql } from './sql.ts'
import type { Store } from './store.ts'

/** Carries an account joined with its backend and its last change. */
export interface AccountRow extends AccountsTable {
  backend_name: string
  backend_system: System
  backend_environment: Environment
  last_change_state: ChangeState | null
}

/** Says which accounts are wanted, and in which order. */
export interface AccountFilter {
  search?: string | undefined
  backendId?: string | undefined
  state?: ChangeState | undefined
  /** Asks for passwords last changed before this time (UTC). */
  changedBefore?: string | undefined
  sort: 'account' | 'backend' | 'passwordChangedAt' | 'lastChangeAt'
  descending: boolean
}

/** Marks the last row of a page: the value it is sorted by, and its id. */
export type AccountCursor = [key: string, id: string]

/** Reads and writes the admin accounts of every backend. */
export interface AccountRows {
  get(id: string): AccountRow | undefined
  byUserId(backendId: string, userId: string): AccountRow | undefined
  page(filter: AccountFilter, after: AccountCursor | undefined, limit: number): AccountRow[]
  count(filter: AccountFilter): number
  insert(row: AccountsTable): void
  update(id: string, values: Partial<Omit<AccountsTable, 'id'>>): void
  deleteSample(): number
}

type Joined = Pick<Schema, 'accounts' | 'backends' | 'changes'>

const sortKeys = {
  account: raw<string>`accounts.account`,
  backend: raw<string>`backends.name`,
  passwordChangedAt: raw<string>`coalesce(accounts.password_changed_at, '')`,
  lastChangeAt: raw<string>`coalesce(accounts.last_change_at, '')`,
} as const

/** Gives the mark of a row for paging on from it. */
export function accountCursor(row: AccountRow, sort: AccountFilter['sort']): AccountCursor {
  const keys = {
    account: row.account,
    backend: row.backend_name,
    passwordChangedAt: row.password_changed_at ?? '',
    lastChangeAt: row.last_change_at ?? '',
  }
  return [keys[sort], row.id]
}

const joined = () =>
  sql
    .selectFrom('accounts')
    .innerJoin('backends', 'backends.id', 'accounts.backend_id')
    .leftJoin('changes', 'changes.id', 'accounts.last_change_id')
const columns = () =>
  joined()
    .selectAll('accounts')
    .select([
      'backends.name as backend_name',
      'backends.system as backend_system',
      'backends.environment as backend_environment',
      'changes.state as last_change_state',
    ])
const byId = prepareQuery((id: string) => columns().where('accounts.id', '=', id))
const byUserId = prepareQuery((backendId: string, userId: string) =>
  columns().where('accounts.backend_id', '=', backendId).where('accounts.user_id', '=', userId),
)
const insert = prepareColumns((row: AccountsTable) => sql.insertInto('accounts').values(row))
const update = prepareColumns(({ id, ...values }: Pick<AccountsTable, 'id'> & Partial<AccountsTable>) =>
  sql.updateTable('accounts').set(values).where('id', '=', id),
)

/** Makes the repository of admin accounts. */
export function accountRows(store: Store): AccountRows {
  return {
    get: (id) => store.get(byId(id)),
    byUserId: (backendId, userId) => store.get(byUserId(backendId, userId)),
    page(filter, after, limit) {
      const key = sortKeys[filter.sort]
      const direction = filter.descending ? 'desc' : 'asc'
      let query = columns()
        .where((where) => matches(where, filter))
        .orderBy(key, direction)
        .orderBy('accounts.id', direction)
        .limit(limit)
      if (after !== undefined) {
        const place = raw<boolean>`(${key}, accounts.id) ${raw.raw(filter.descending ? '<' : '>')} (${after[0]}, ${after[1]})`
        query = query.where(place)
      }
      return store.all(query)
    },
    count(filter) {
      const query = joined()
        .where((where) => matches(where, filter))
        .select((of) => of.fn.countAll<number>().as('n'))
      return store.get(query)?.n ?? 0
    },
    insert(row) {
      store.run(insert(row))
    },
    update(id, values) {
      store.run(update({ ...values, id }))
    },
    deleteSample: () => store.run(sql.deleteFrom('accounts').where('sample', '=', 1)),
  }
}

type JoinedWhere = ExpressionBuilder<Joined, keyof Joined>

function matches(where: JoinedWhere, filter: AccountFilter) {
  const all = [raw<boolean>`1 = 1`]
  if (filter.backendId !== undefined) all.push(raw<boolean>`accounts.backend_id = ${filter.backendId}`)
  if (filter.state !== undefined) all.push(raw<boolean>`changes.state = ${filter.state}`)
  if (filter.changedBefore !== undefined) {
    all.push(raw<boolean>`accounts.password_changed_at < ${filter.changedBefore}`)
  }
  const search = filter.search?.trim().toLowerCase() ?? ''
  if (search !== '') {
    all.push(
      raw<boolean>`instr(lower(accounts.account || char(10) || accounts.nickname || char(10) || accounts.user_id), ${search}) > 0`,
    )
  }
  return where.and(all)
}
