import { searchUsers, type UserSearchQuery } from '../src/main/directory/user-search.ts'
import { placeOfAccount } from '../src/main/store/accounts/account-order.ts'
import { accountRows, type AccountFilter } from '../src/main/store/accounts/accounts.ts'
import { directoryUserSearch } from '../src/main/store/built-in/directory-user-search.ts'
import { placeOfUser } from '../src/main/store/built-in/directory-user-order.ts'
import type { Store } from '../src/main/store/store.ts'
import { userSorts } from '../src/shared/model/listed-users.ts'
import { accountId, madePlaces } from './fill-store.ts'
import { largeStore } from './large-store.ts'
import { quantile, timesOf, type BenchRow, type Figure } from './measurement.ts'

const sizes = { small: 100_000, large: 1_000_000 }
const turns = 200
const rowsAPage = 50
const sorts: AccountFilter['sort'][] = ['account', 'backend', 'passwordChangedAt', 'lastChangeAt']

type UserWay = Pick<UserSearchQuery, 'appid' | 'standing' | 'order'>

const userSelections: Record<string, UserWay> = {
  users: {},
  'normal users': { standing: 'normal' },
  'disabled users': { standing: 'disabled' },
  'users of one application': { appid: madePlaces.applications.large },
}

/** Lists every sort of users that is offered for a selection, up and down, and the order of their numbers. */
const userWays: readonly (UserWay & { name: string })[] = [
  { name: 'users' },
  ...Object.entries(userSelections).flatMap(([name, selection]) =>
    userSorts
      .filter((sort) => selection.appid === undefined || sort !== 'application')
      .flatMap((sort) =>
        [false, true].map((descending) => ({
          name: `${name} by ${sort}${descending ? ', down' : ''}`,
          ...selection,
          order: { sort, descending },
        })),
      ),
  ),
]

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
        ...userWays.flatMap(({ name, ...way }) =>
          figuresOf(name, (size) => userPages(stores[size], sizes[size], way)),
        ),
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
  const beforeLast = accounts.page(turned, undefined, rowsAPage + 1).rows.at(-1)
  return (share) => {
    const before = share === 1 ? beforeLast : accounts.get(accountId(Math.floor(share * size)))
    const after = share === 0 || before === undefined ? undefined : placeOfAccount(before, filter.sort)
    const page = accounts.page(filter, after, rowsAPage)
    if (!page.isSorted) throw new Error('admins are not in the order asked for')
    return page.rows.length
  }
}

function userPages(store: Store, size: number, way: UserWay): ReadPage {
  const search = directoryUserSearch(store)
  const { order } = way
  const turned = order && { ...order, descending: !order.descending }
  const [beforeLast] =
    turned === undefined
      ? search.numbered({ lockedAt: 0 }, size - rowsAPage - 1, 1)
      : searchUsers(search, { ...way, order: turned, limit: rowsAPage + 1 }).rows.slice(-1)
  return (share) => {
    const [before] =
      share === 1 ? [beforeLast] : search.numbered({ lockedAt: 0 }, Math.floor(share * (size - 1)), 1)
    const place =
      before &&
      (order === undefined ? { num: before.num } : { ...placeOfUser(before, order), sort: order.sort })
    const after = share === 0 ? undefined : Buffer.from(JSON.stringify(place)).toString('base64url')
    const page = searchUsers(search, { ...way, after, limit: rowsAPage })
    if (page.sort !== (order?.sort ?? null)) throw new Error('users are not in the order asked for')
    return page.rows.length
  }
}
