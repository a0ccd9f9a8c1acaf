import { sql as raw, type ExpressionBuilder, type Insertable, type RawBuilder } from 'kysely'
import { assertNever } from '../../shared/model/assert-never.ts'
import { openChangeStates, type ChangeState } from '../../shared/model/change.ts'
import type { PasswordFinding } from '../../shared/model/password-findings.ts'
import type { Environment, System } from '../../shared/model/systems.ts'
import { thresholds } from '../../shared/model/thresholds.ts'
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
  /** Is 1 where another admin, or a user of the built-in directory, has the same password. */
  is_reused: 0 | 1
}

/** Says which accounts are wanted, and in which order. */
export interface AccountFilter {
  search?: string | undefined
  backendId?: string | undefined
  state?: ChangeState | undefined
  /** Asks for passwords against which this is found. */
  finding?: PasswordFinding | undefined
  /** Says before which last change a password is stale (UTC). */
  staleBefore?: string | undefined
  /** Asks for passwords that were changed before (UTC). */
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
  /** Gives the accounts of a backend that go by a name. */
  byAccount(backendId: string, account: string): AccountRow[]
  page(filter: AccountFilter, after: AccountCursor | undefined, limit: number): AccountRow[]
  /** Counts the accounts that match, but not beyond a number: counting a million takes long. */
  count(filter: AccountFilter, atMost: number): number
  insert(row: Insertable<AccountsTable>): void
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

const isReused = raw<boolean>`(
  EXISTS (SELECT 1 FROM accounts AS other
    WHERE other.password_fingerprint = accounts.password_fingerprint AND other.id <> accounts.id)
  OR EXISTS (SELECT 1 FROM directory_users AS person
    WHERE person.password_fingerprint = accounts.password_fingerprint))`

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
      raw<0 | 1>`${isReused}`.as('is_reused'),
    ])
const byId = prepareQuery((id: string) => columns().where('accounts.id', '=', id))
const byUserId = prepareQuery((backendId: string, userId: string) =>
  columns().where('accounts.backend_id', '=', backendId).where('accounts.user_id', '=', userId),
)
const insert = prepareColumns((row: Insertable<AccountsTable>) => sql.insertInto('accounts').values(row))
const update = prepareColumns(({ id, ...values }: Pick<AccountsTable, 'id'> & Partial<AccountsTable>) =>
  sql.updateTable('accounts').set(values).where('id', '=', id),
)

/** Makes the repository of admin accounts. */
export function accountRows(store: Store): AccountRows {
  return {
    get: (id) => store.get(byId(id)),
    byAccount: (backendId, account) =>
      store.all(
        columns().where('accounts.account', '=', account).where('accounts.backend_id', '=', backendId),
      ),
    byUserId: (backendId, userId) => store.get(byUserId(backendId, userId)),
    page(filter, after, limit) {
      const key = sortKeys[filter.sort]
      const direction = filter.descending ? 'desc' : 'asc'
      const beyond = raw.raw(filter.descending ? '<' : '>')
      const read = (from: RawBuilder<boolean>, most: number): AccountRow[] =>
        store.all(
          columns()
            .where((where) => matches(where, filter))
            .where(from)
            .orderBy(key, direction)
            .orderBy('accounts.id', direction)
            .limit(most),
        )
      if (after === undefined) return read(raw<boolean>`1 = 1`, limit)
      // Asked for in one, by (key, id) > (…), SQLite reads an index on an expression from its beginning.
      const same = read(raw<boolean>`${key} = ${after[0]} AND accounts.id ${beyond} ${after[1]}`, limit)
      if (same.length === limit) return same
      return [...same, ...read(raw<boolean>`${key} ${beyond} ${after[0]}`, limit - same.length)]
    },
    count(filter, atMost) {
      const matching = joined()
        .where((where) => matches(where, filter))
        .select(raw<number>`1`.as('one'))
        .limit(atMost)
      return (
        store.get(sql.selectFrom(matching.as('found')).select((of) => of.fn.countAll<number>().as('n')))?.n ??
        0
      )
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

// Written as in the index of open changes, of which there are few: SQLite then reads that in place of every account.
const isHeld = raw<boolean>`accounts.id IN (
  SELECT held.account_id FROM changes AS held
  WHERE held.state IN (${raw.join(openChangeStates.map((state) => raw.lit(state)))}))`

// Found in two walks along the indexes, once; the plus keeps the rows in the order of the page.
const isAmongReused = raw<boolean>`+accounts.password_fingerprint IN (
  SELECT password_fingerprint FROM accounts WHERE password_fingerprint IS NOT NULL
    GROUP BY password_fingerprint HAVING count(*) > 1
  UNION ALL
  SELECT * FROM (
    SELECT password_fingerprint FROM accounts WHERE password_fingerprint IS NOT NULL
    INTERSECT SELECT password_fingerprint FROM directory_users WHERE password_fingerprint IS NOT NULL))`

function hasFinding(finding: PasswordFinding, staleBefore = '') {
  switch (finding) {
    case 'default':
      return raw<boolean>`accounts.password_default IS NOT NULL`
    case 'reused':
      return isAmongReused
    case 'weak':
      return raw<boolean>`accounts.password_score < ${raw.lit(thresholds.weakBelowScore)}`
    case 'stale':
      return raw<boolean>`accounts.password_changed_at < ${staleBefore}`
    default:
      return assertNever(finding)
  }
}

type JoinedWhere = ExpressionBuilder<Joined, keyof Joined>

function matches(where: JoinedWhere, filter: AccountFilter) {
  const all = [raw<boolean>`1 = 1`]
  if (filter.backendId !== undefined) all.push(raw<boolean>`accounts.backend_id = ${filter.backendId}`)
  if (filter.state !== undefined) {
    all.push(raw<boolean>`changes.state = ${filter.state}`)
    if (openChangeStates.some((state) => state === filter.state)) all.push(isHeld)
  }
  if (filter.changedBefore !== undefined) {
    all.push(raw<boolean>`accounts.password_changed_at < ${filter.changedBefore}`)
  }
  if (filter.finding !== undefined) all.push(hasFinding(filter.finding, filter.staleBefore))
  const search = filter.search?.trim() ?? ''
  if (search !== '') {
    const part = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    const has = ['account', 'nickname', 'user_id'].map(
      (column) => raw<boolean>`${raw.ref(`accounts.${column}`)} LIKE ${part} ESCAPE '\\'`,
    )
    all.push(raw<boolean>`(${raw.join(has, raw` OR `)})`)
  }
  return where.and(all)
}
