import { sql as raw, type RawBuilder } from 'kysely'

/** Says by what accounts are sorted, and which way; the id tells apart those that share that. */
export interface AccountOrder {
  sort: 'account' | 'backend' | 'passwordChangedAt' | 'lastChangeAt'
  descending: boolean
}

/** Marks the last row of a page: the value it is sorted by, and its id. */
export type AccountCursor = [key: string, id: string]

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

/** Gives the terms by which an order sorts. */
export function sortedBy({ sort, descending }: AccountOrder): RawBuilder<unknown> {
  const direction = raw.raw(descending ? 'DESC' : 'ASC')
  return raw`${keys[sort]} ${direction}, accounts.id ${direction}`
}

/** Gives the condition that an account follows a place of an order, for where no index of that order is walked. */
export function placeAfter(
  { sort, descending }: AccountOrder,
  after: AccountCursor | undefined,
): RawBuilder<boolean> {
  if (after === undefined) return raw`1 = 1`
  return raw`(${keys[sort]}, accounts.id) ${raw.raw(descending ? '<' : '>')} (${after[0]}, ${after[1]})`
}

/**
 * Gives the stretches of an order that follow a place, one after the other: the rest of those that share its key, and
 * those beyond. Asked for in one, by (key, id) > (…), SQLite reads an index on an expression from its beginning; and
 * those that share a key it sorts, unless it is asked for the order of their ids alone.
 */
export function stretchesAfter(
  { sort, descending }: AccountOrder,
  after: AccountCursor | undefined,
): AccountStretch[] {
  const key = keys[sort]
  const beyond = raw.raw(descending ? '<' : '>')
  const byId = raw`accounts.id ${raw.raw(descending ? 'DESC' : 'ASC')}`
  const sorted = sortedBy({ sort, descending })
  if (after === undefined) return [{ place: raw<boolean>`1 = 1`, sorted }]
  return [
    { place: raw<boolean>`${key} = ${after[0]} AND accounts.id ${beyond} ${after[1]}`, sorted: byId },
    { place: raw<boolean>`${key} ${beyond} ${after[0]}`, sorted },
  ]
}
