import { searchUsers, type UserSearchQuery } from '../src/main/directory/user-search.ts'
import { accountRows, type AccountFilter } from '../src/main/store/accounts/accounts.ts'
import { directoryUserSearch } from '../src/main/store/built-in/directory-user-search.ts'
import type { Store } from '../src/main/store/store.ts'
import { userSorts } from '../src/shared/model/listed-users.ts'
import { madePlaces } from './fill-store.ts'
import { largeStore } from './large-store.ts'
import { quantile, timesOf, type BenchRow, type Figure } from './measurement.ts'

const people = 1_000_000
const turns = 20
const limit = 50
const sorts: AccountFilter['sort'][] = ['account', 'backend', 'passwordChangedAt', 'lastChangeAt']

/** Lists what is searched for among admins, by how often it occurs; the last stand together at one end of the accounts. */
const adminTexts = {
  'common trigram': 'adm',
  'common text': 'admin0',
  'trigram of a few thousand': '999',
  'as it is typed': 'admin0099',
  'rare text': '10654321',
  'no hit': 'zzq',
  'one character': '王',
  'two characters': '王伟',
  'three characters': '王伟芳',
  'standing together': 'ops',
} as const

const userTexts = {
  'common trigram': '130',
  'trigram of a few thousand': '999',
  'rare text': 'user654321',
  'no hit': 'zzq',
  'two characters': '王伟',
  'three characters': '王伟芳',
} as const

const { large, small } = madePlaces.applications
const userSelections: Record<string, Omit<UserSearchQuery, 'limit'>> = {
  users: {},
  'users of a small application': { appid: small },
  'users of a large application': { appid: large },
  'normal users': { standing: 'normal' },
  'locked users': { standing: 'locked' },
  'disabled users': { standing: 'disabled' },
  'disabled users of a large application': { appid: large, standing: 'disabled' },
}
const userOrders: readonly UserSearchQuery['order'][] = [
  undefined,
  ...userSorts.map((sort) => ({ sort, descending: true })),
]

/** Measures a search anywhere in what a person is known by, for every sort that is offered, up and down. */
export function searchPeople(): BenchRow {
  const store = largeStore(people)
  return {
    round: () => Promise.resolve([...adminFigures(store), ...userFigures(store)]),
    close() {
      store.close()
      return Promise.resolve()
    },
  }
}

function adminFigures(store: Store): Figure[] {
  const accounts = accountRows(store)
  return Object.entries(adminTexts).flatMap(([kind, search]) => {
    const ways = sorts.flatMap((sort) => [false, true].map((descending) => ({ sort, descending })))
    const slowest = ways.map((way) => {
      const filter = { ...way, search }
      const second = accounts.page(filter, undefined, limit).next ?? undefined
      const times = timesOf(turns, (turn) =>
        accounts.page(filter, turn % 2 === 0 ? undefined : second, limit),
      )
      return { ...way, p99: quantile(times, 0.99) }
    })
    const counts = timesOf(turns, () =>
      accounts.count({ sort: 'account', descending: false, search }, 10_001),
    )
    return [
      figure(`6 admins, ${kind}: slowest sort`, Math.max(...slowest.map(({ p99 }) => p99))),
      figure(`6 admins, ${kind}: counted`, quantile(counts, 0.99)),
    ]
  })
}

function userFigures(store: Store): Figure[] {
  const users = directoryUserSearch(store)
  return Object.entries(userTexts).flatMap(([kind, search]) =>
    Object.entries(userSelections).map(([of, selection]) => {
      const slowest = userOrders.map((order) =>
        quantile(
          timesOf(turns, () => searchUsers(users, { ...selection, search, order, limit })),
          0.99,
        ),
      )
      return figure(`6 ${of}, ${kind}: slowest sort`, Math.max(...slowest))
    }),
  )
}

function figure(name: string, value: number): Figure {
  return { name, value, unit: 'ms', floor: { atMost: 10 } }
}
