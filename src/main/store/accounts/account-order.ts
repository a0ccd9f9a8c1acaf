import { sql as raw, type RawBuilder } from 'kysely'

/** Says by what accounts are sorted, and which way; the id tells apart those that share that. */
export interface AccountOrder {
  sort: 'account' | 'backend' | 'passwordChangedAt' | 'lastChangeAt'
  descending: boolean
}

/** Marks a place in an order: the value that an account is sorted by, and its id. */
export interface SortedPlace {
  sort: AccountOrder['sort']
  value: string
  id: string
}

/** Marks a place among what a text is found in, out of order: a term of the index, empty where there is one, and a number. */
export interface UnsortedPlace {
  sort: null
  term: string
  num: number
}

/** Marks a place in a list of accounts, from which it goes on. */
export type AccountPlace = SortedPlace | UnsortedPlace

/** Carries a stretch of an order: the condition on joined accounts, and the terms that sort what is in it. */
export interface AccountStretch {
  place: RawBuilder<boolean>
  sorted: RawBuilder<unknown>
}

const keys = {
  account: raw<string>`accounts.account`,
  backend: raw<string>`backends.name`,
  passwordChangedAt: raw<string>`coalesce(accounts.password_changed_at, '')`,
  lastChangeAt: raw<string>`coalesce(accounts.last_change_at, '')`,
} as const

/** Gives the place of an account in an order. */
export function placeOfAccount(
  row: {
    id: string
    account: string
    backend_name: string
    password_changed_at: string | null
    last_change_at: string | null
  },
  sort: AccountOrder['sort'],
): SortedPlace {
  const values = {
    account: row.account,
    backend: row.backend_name,
    passwordChangedAt: row.password_changed_at ?? '',
    lastChangeAt: row.last_change_at ?? '',
  }
  return { sort, value: values[sort], id: row.id }
}

/** Says whether an order needs a column that the index by number does not hold. */
export function isByTime({ sort }: Pick<AccountOrder, 'sort'>): boolean {
  return sort === 'passwordChangedAt' || sort === 'lastChangeAt'
}

/** Gives the terms by which an order sorts. */
export function sortedBy({ sort, descending }: AccountOrder): RawBuilder<unknown> {
  const direction = raw.raw(descending ? 'DESC' : 'ASC')
  return raw`${keys[sort]} ${direction}, accounts.id ${direction}`
}

/** Gives the condition that an account follows a place of an order, for where no index of that order is walked. */
export function placeAfter(
  { sort, descending }: AccountOrder,
  after: SortedPlace | undefined,
): RawBuilder<boolean> {
  if (after === undefined) return raw`1 = 1`
  return raw`(${keys[sort]}, accounts.id) ${raw.raw(descending ? '<' : '>')} (${after.value}, ${after.id})`
}

/**
 * Gives the stretches of an order that follow a place, one after the other: the rest of those that share its key, and
 * those beyond. Asked for in one, by (key, id) > (…), SQLite reads an index on an expression from its beginning; and
 * those that share a key it sorts, unless it is asked for the order of their ids alone.
 */
export function stretchesAfter(
  { sort, descending }: AccountOrder,
  after: SortedPlace | undefined,
): AccountStretch[] {
  const key = keys[sort]
  const beyond = raw.raw(descending ? '<' : '>')
  const byId = raw`accounts.id ${raw.raw(descending ? 'DESC' : 'ASC')}`
  const sorted = sortedBy({ sort, descending })
  if (after === undefined) return [{ place: raw<boolean>`1 = 1`, sorted }]
  return [
    { place: raw<boolean>`${key} = ${after.value} AND accounts.id ${beyond} ${after.id}`, sorted: byId },
    { place: raw<boolean>`${key} ${beyond} ${after.value}`, sorted },
  ]
}
