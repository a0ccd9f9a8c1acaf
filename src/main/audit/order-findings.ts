import type { FindingSort } from '../../shared/model/listed-findings.ts'
import type { AccountFindings } from './findings.ts'

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

const values: Record<FindingSort, (row: AccountFindings) => FindingsPlace[0]> = {
  account: ({ account, userID }) => (account === '' ? userID : account).toLowerCase(),
  findings: ({ findings }) => findings.length,
  changed: ({ passwordChangedAt }) => passwordChangedAt,
}

/** Gives the place of an account in an order. */
export function findingsPlace(row: AccountFindings, { sort }: FindingsOrder): FindingsPlace {
  return [values[sort](row), row.kind, row.id]
}

/**
 * Gives the first accounts of an order that follow a place, out of all in any order; holds no more of them than are asked
 * for. No index can give the order: what is found against a password hangs on every other one, and on the day.
 */
export function firstInOrder(
  rows: Iterable<AccountFindings>,
  order: FindingsOrder,
  { after, limit }: { after: FindingsPlace | undefined; limit: number },
): AccountFindings[] {
  const first: { place: FindingsPlace; row: AccountFindings }[] = []
  const compare = comparing(order)
  for (const row of rows) {
    const place = findingsPlace(row, order)
    if (after !== undefined && compare(place, after) <= 0) continue
    const last = first.at(-1)
    if (first.length === limit && last !== undefined && compare(place, last.place) > 0) continue
    const at = first.findLastIndex((one) => compare(one.place, place) < 0)
    first.splice(at + 1, 0, { place, row })
    if (first.length > limit) first.pop()
  }
  return first.map(({ row }) => row)
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
