import { sql as raw, type RawBuilder } from 'kysely'
import type { ApplicationSort } from '../../../shared/model/listed-applications.ts'

/** Says by what applications are sorted, and which way; the appid tells apart those that share that. */
export interface ApplicationOrder {
  sort: ApplicationSort
  descending: boolean
}

/** Marks a place in an order of applications: the value it is sorted by, and the appid. */
export interface ApplicationPlace {
  value: string
  appid: string
}

/** Carries a stretch of an order: the condition on applications, and the terms that sort what is in it. */
export interface ApplicationStretch {
  place: RawBuilder<boolean>
  sorted: RawBuilder<unknown>
}

const keys: Record<ApplicationSort, RawBuilder<unknown>> = {
  appid: raw`appid`,
  name: raw`name COLLATE NOCASE`,
  status: raw`status`,
}

/** Gives the stretches of an order that follow a place: the rest of those that share its value, and those beyond. */
export function applicationStretches(
  { sort, descending }: ApplicationOrder,
  after: ApplicationPlace | undefined,
): ApplicationStretch[] {
  const key = keys[sort]
  const direction = raw.raw(descending ? 'DESC' : 'ASC')
  const beyond = raw.raw(descending ? '<' : '>')
  const byAppid = raw`appid ${direction}`
  const sorted = sort === 'appid' ? byAppid : raw`${key} ${direction}, ${byAppid}`
  if (after === undefined) return [{ place: raw`1 = 1`, sorted }]
  const rest = { place: raw<boolean>`${key} ${beyond} ${after.value}`, sorted }
  if (sort === 'appid') return [rest]
  return [{ place: raw`${key} = ${after.value} AND appid ${beyond} ${after.appid}`, sorted: byAppid }, rest]
}
