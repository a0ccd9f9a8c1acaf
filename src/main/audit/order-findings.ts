import type { FindingSort } from '../../shared/model/listed-findings.ts'
import type { PasswordFacts } from '../store/accounts/password-facts.ts'
import { findingsAgainst, type AccountFindings } from './findings.ts'

/** Says by what accounts with findings are sorted, and which way; those without a value come last, either way. */
export interface FindingsOrder {
  sort: FindingSort
  descending: boolean
}

/** Marks a place in an order of accounts: the value it is sorted by, and what tells apart those that share it. */
export type FindingsPlace = readonly [
  value: string | number | null,
  kind: AccountFindings['kind'],
  id: string,
]

/** Carries an account with findings, and its place in an order. */
export interface PlacedFindings {
  place: FindingsPlace
  row: AccountFindings
}

const values: Record<FindingSort, (facts: PasswordFacts, now: number) => FindingsPlace[0]> = {
  account: ({ account, userID }) => (account === '' ? userID : account).toLowerCase(),
  findings: ({ defaultKind, score, changedAt, shared }, now) =>
    findingsAgainst({ defaultKind, others: shared().others, score, changedAt }, now).length,
  changed: ({ changedAt }) => changedAt,
}

/**
 * Gives the first accounts of an order that follow a place, out of all in any order; holds no more of them than are asked
 * for. No index can give the order: what is found against a password hangs on every other one, and on the day. Whom
 * `judge` gives nothing for is left out; it is asked of those alone who would come among the first.
 */
export function firstInOrder(
  all: Iterable<PasswordFacts>,
  order: FindingsOrder,
  page: {
    after: FindingsPlace | undefined
    limit: number
    now: number
    judge: (facts: PasswordFacts) => AccountFindings | null
  },
): PlacedFindings[] {
  const { after, limit, now, judge } = page
  const first: PlacedFindings[] = []
  const compare = comparing(order)
  const valueOf = values[order.sort]
  for (const facts of all) {
    const place: FindingsPlace = [valueOf(facts, now), facts.kind, facts.id]
    const last = first.length === limit ? first.at(-1) : undefined
    if (last !== undefined && compare(place, last.place) > 0) continue
    if (after !== undefined && compare(place, after) <= 0) continue
    const row = judge(facts)
    if (row === null) continue
    const at = first.findLastIndex((one) => compare(one.place, place) < 0)
    first.splice(at + 1, 0, { place, row })
    if (first.length > limit) first.pop()
  }
  return first
}

function comparing({ descending }: FindingsOrder): (one: FindingsPlace, other: FindingsPlace) => number {
  const turn = descending ? -1 : 1
  return ([value, kind, id], [otherValue, otherKind, otherId]) => {
    if (value !== otherValue) {
      if (value === null) return 1
      if (otherValue === null) return -1
      return value < otherValue ? -turn : turn
    }
    if (kind !== otherKind) return kind === 'admin' ? -1 : 1
    // Numbers of users, written out, are in their order where the shorter comes first.
    if (id.length !== otherId.length) return id.length - otherId.length
    return id < otherId ? -1 : id > otherId ? 1 : 0
  }
}
