import { sql as raw, type RawBuilder } from 'kysely'
import { openChangeStates, type ChangeState } from '../../../shared/model/change.ts'
import type { ResetSort } from '../../../shared/model/listed-resets.ts'
import { resetCaseStates, resetClosings } from '../../../shared/model/reset-case.ts'
import { unsettledChangeStates } from '../../../shared/model/unsettled-changes.ts'
import { numberedStretch, stretchesOf, type ListStretch } from '../list-stretches.ts'

/** Says by what callers' cases are sorted, and which way. */
export interface ResetOrder {
  sort: ResetSort
  descending: boolean
}

/** Carries the case that a page ended with, as it is sorted. */
export interface LastReset {
  number: number
  account: string
  ticket: string
  opened_at: string
  backend_id: string
  standing: string
}

const quoted = (states: readonly ChangeState[]): RawBuilder<unknown> =>
  raw.join(states.map((state) => raw.lit(state)))

// The first of the two conditions is written as in the index of open changes, of which there are few.
const holds = raw<boolean>`change_id IN (SELECT held.id FROM changes AS held
  WHERE held.state IN (${quoted(openChangeStates)}) AND held.state IN (${quoted(unsettledChangeStates)}))`

const since = (states: readonly ChangeState[]): RawBuilder<boolean> =>
  raw<boolean>`(reset_requests.state = 'unknown' AND EXISTS (SELECT 1 FROM changes AS made
    WHERE made.id = reset_requests.change_id AND made.state IN (${quoted(states)})))`

/** A row that says `unknown` stands as its change ended since; one that was given up may have left its change open. */
const standsSince: Partial<Record<string, RawBuilder<boolean>>> = {
  unknown: raw<boolean>`(${holds} OR ${since(['staged', 'sending'])})`,
  changed: since(['verified']),
  verified: since(['not-applied']),
}

/** Says whether a case stands so, which follows from its row and its change; one that is held may stand in two ways. */
export function standsAs(state: string): RawBuilder<boolean> {
  const said = raw<boolean>`reset_requests.state = ${state}`
  const other = standsSince[state]
  if (other === undefined) return said
  return state === 'unknown' ? other : raw<boolean>`(${said} OR ${other})`
}

/** Gives how a case stands, in one way: closed as it was closed, held by its change before anything else. */
export const standing = raw<string>`CASE WHEN closed_at IS NOT NULL THEN state
  WHEN ${standsAs('unknown')} THEN 'unknown'
  WHEN ${standsAs('changed')} THEN 'changed'
  WHEN ${standsAs('verified')} THEN 'verified'
  ELSE state END`

const number = raw`number`
const newestFirst = raw`number DESC`
const before = (last: LastReset | undefined): RawBuilder<boolean> =>
  last === undefined ? raw`1 = 1` : raw`number < ${last.number}`

/** Gives the stretches of an order that follow a case; `backends` are in the order of their names. */
export function resetStretches(
  { sort, descending }: ResetOrder,
  last: LastReset | undefined,
  backends: readonly string[],
): ListStretch[] {
  const keyed = (index: string, key: RawBuilder<unknown>, value: string | undefined): ListStretch[] =>
    stretchesOf(
      { index, key, number, descending },
      last === undefined || value === undefined ? undefined : { value, number: last.number },
    )
  switch (sort) {
    case 'number':
      return numberedStretch(number, descending, last?.number)
    case 'user':
      return keyed('reset_requests_by_account', raw`account`, last?.account)
    case 'ticket':
      return keyed('reset_requests_by_ticket', raw`ticket COLLATE NOCASE`, last?.ticket)
    case 'opened':
      return keyed('reset_requests_by_opening', raw`opened_at`, last?.opened_at)
    case 'backend':
      return goingOn(backends, descending, last?.backend_id).map((id) => ({
        index: 'reset_requests_by_backend',
        place: raw`backend_id = ${id} AND ${before(id === last?.backend_id ? last : undefined)}`,
        sorted: newestFirst,
      }))
    case 'state':
      return goingOn(resetCaseStates, descending, last?.standing).map((state) => ({
        ...standsIn(state),
        place: raw`${standsIn(state).place} AND ${before(state === last?.standing ? last : undefined)}`,
        sorted: newestFirst,
      }))
  }
}

/** Turns a list round where that is asked for, and begins it with the one that was reached. */
function goingOn<T extends string>(all: readonly T[], descending: boolean, reached: string | undefined): T[] {
  const turned = descending ? all.toReversed() : [...all]
  return reached === undefined
    ? turned
    : turned.slice(
        Math.max(
          0,
          turned.findIndex((one) => one === reached),
        ),
      )
}

function standsIn(state: string): Pick<ListStretch, 'index' | 'place'> {
  return resetClosings.some((one) => one === state)
    ? { index: 'reset_requests_by_state', place: raw`state = ${state} AND closed_at IS NOT NULL` }
    : { index: 'reset_requests_open', place: raw`closed_at IS NULL AND ${standing} = ${state}` }
}
