import { sql as raw, type RawBuilder } from 'kysely'
import type { UserSort } from '../../../shared/model/listed-users.ts'

/** Says by what users are sorted, and which way; the number tells apart those that share that. */
export interface UserOrder {
  sort: UserSort
  descending: boolean
}

/** Marks a place in an order of users: the value it is sorted by, and the user's number. */
export interface UserPlace {
  value: string | number
  num: number
}

/** Carries a stretch of an order: the condition on users, and the terms that sort what is in it. */
export interface UserStretch {
  place: RawBuilder<boolean>
  sorted: RawBuilder<unknown>
}

const columns = {
  account: 'account',
  application: 'appid',
  uid: 'uid',
  phone: 'phone',
  email: 'email',
} as const

const keys: Record<UserSort, RawBuilder<unknown>> = {
  account: raw`account COLLATE NOCASE`,
  application: raw`appid`,
  uid: raw`uid`,
  phone: raw`phone COLLATE NOCASE`,
  email: raw`email COLLATE NOCASE`,
}

/** Gives the place of a user in an order. */
export function placeOfUser(
  row: { num: number; account: string; appid: string; uid: number; phone: string; email: string },
  { sort }: UserOrder,
): UserPlace {
  return { value: row[columns[sort]], num: row.num }
}

/** Gives the terms by which an order sorts. */
export function usersSortedBy({ sort, descending }: UserOrder): RawBuilder<unknown> {
  const direction = raw.raw(descending ? 'DESC' : 'ASC')
  return raw`${keys[sort]} ${direction}, num ${direction}`
}

/** Gives the condition that a user follows a place of an order, for where no index of that order is walked. */
export function isUserAfter(
  { sort, descending }: UserOrder,
  after: UserPlace | undefined,
): RawBuilder<boolean> {
  if (after === undefined) return raw`1 = 1`
  return raw`(${keys[sort]}, num) ${raw.raw(descending ? '<' : '>')} (${after.value}, ${after.num})`
}

/** Gives the stretches of an order that follow a place: the rest of those that share its value, and those beyond. */
export function userStretches(order: UserOrder, after: UserPlace | undefined): UserStretch[] {
  const key = keys[order.sort]
  const beyond = raw.raw(order.descending ? '<' : '>')
  const sorted = usersSortedBy(order)
  if (after === undefined) return [{ place: raw`1 = 1`, sorted }]
  const byNumber = raw`num ${raw.raw(order.descending ? 'DESC' : 'ASC')}`
  return [
    { place: raw`${key} = ${after.value} AND num ${beyond} ${after.num}`, sorted: byNumber },
    { place: raw`${key} ${beyond} ${after.value}`, sorted },
  ]
}
