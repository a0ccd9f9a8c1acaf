import { searchUsers } from '../src/main/directory/user-search.ts'
import { accountCursor, accountRows, type AccountFilter } from '../src/main/store/accounts.ts'
import { directoryUserSearch } from '../src/main/store/directory-user-search.ts'
import type { Store } from '../src/main/store/store.ts'
import { accountId } from './fill-store.ts'
import { largeStore } from './large-store.ts'
import { quantile, timesOf, type BenchRow, type Figure } from './measurement.ts'

const sizes = { small: 100_000, large: 1_000_000 }
const turns = 200
const rowsAPage = 50
const sorts: AccountFilter['sort'][] = ['account', 'backend', 'passwordChangedAt', 'lastChangeAt']

/** Measures a page of 50 by every sort that is offered, up and down: at the beginning, anywhere, and at the end. */
export function listPages(): BenchRow {
  const stores = { small: largeStore(sizes.small), large: largeStore(sizes.large) }
  return {
    round: () =>
      Promise.resolve([
        ...sorts.flatMap((sort) =>
          [false, true].flatMap((descending) =>
            figuresOf(`admins by ${sort}${descending ? ', down' : ''}`, (size) =>
              adminPages(stores[size], sizes[size], { sort, descending }),
            ),
          ),
        ),
        ...figuresOf('users', (size) => userPages(stores[size], sizes[size])),
      ]),
    close() {
      stores.small.close()
      stores.large.close()
      return Promise.resolve()
    },
  }
}

/** Reads the page after a share of all rows, at 1 the last one, and counts it. */
type ReadPage = (share: number) => number

function figuresOf(of: string, open: (size: 'small' | 'large') => ReadPage): Figure[] {
  const [inSmall, inLarge] = [open('small'), open('large')]
  for (const share of [0, 1]) {
    if (inLarge(share) !== rowsAPage) throw new Error(`a page of ${of} is not whole`)
  }
  const timed = (read: ReadPage, share: (turn: number) => number): number[] =>
    timesOf(turns, (turn) => {
      read(share(turn))
    })
  // Anywhere, but at the same places in both.
  const anywhere = (turn: number): number => ((turn * 7919) % 10_007) / 10_007
  const [small, large] = [timed(inSmall, anywhere), timed(inLarge, anywhere)]
  const [first, last] = [timed(inLarge, () => 0), timed(inLarge, () => 1)]
  return [
    { name: `5 ${of}: p99 at 1,000,000`, value: quantile(large, 0.99), unit: 'ms', floor: { atMost: 2 } },
    {
      name: `5 ${of}: 1,000,000 over 100,000`,
      value: quantile(large, 0.5) / quantile(small, 0.5),
      unit: 'of the yardstick',
      floor: { atMost: 3 },
    },
    {
      name: `5 ${of}: last over first`,
      value: quantile(last, 0.5) / quantile(first, 0.5),
      unit: 'of the yardstick',
      floor: { atMost: 2 },
    },
  ]
}

function adminPages(
  store: Store,
  size: number,
  filter: Pick<AccountFilter, 'sort' | 'descending'>,
): ReadPage {
  const accounts = accountRows(store)
  const turned = { ...filter, descending: !filter.descending }
  const beforeLast = accounts.page(turned, undefined, rowsAPage + 1).at(-1)
  return (share) => {
    const before = share === 1 ? beforeLast : accounts.get(accountId(Math.floor(share * size)))
    const after = share === 0 || before === undefined ? undefined : accountCursor(before, filter.sort)
    return accounts.page(filter, after, rowsAPage).length
  }
}

function userPages(store: Store, size: number): ReadPage {
  const search = directoryUserSearch(store)
  const lastPage = size - rowsAPage
  return (share) => {
    const num = Math.min(lastPage, Math.floor(share * size))
    const after = Buffer.from(JSON.stringify({ num })).toString('base64url')
    return searchUsers(search, { after, limit: rowsAPage }).rows.length
  }
}
