import { describe, expect, it, onTestFinished } from 'vitest'
import { accountSearch } from '../../../src/main/store/accounts/account-search.ts'
import { placeOfAccount } from '../../../src/main/store/accounts/account-order.ts'
import {
  accountRows,
  type AccountFilter,
  type AccountPlace,
} from '../../../src/main/store/accounts/accounts.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { makeJudgedStore } from '../../support/judged-store.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const openWith = (names: readonly string[]): Store => {
  const path = makeJudgedStore(tempFolder(), { admins: Object.fromEntries(names.map((name) => [name, {}])) })
  const { store } = openStore({ path, door: 'test', clock: createFixedClock() })
  onTestFinished(() => {
    store.close()
  })
  return store
}
const byAccount = { sort: 'account', descending: false } as const
const found = (store: Store, search: string, filter: Partial<AccountFilter> = {}): string[] =>
  accountRows(store)
    .page({ ...byAccount, search, ...filter }, undefined, 9)
    .rows.map(({ account }) => account)
const account = (id: string, name: string) => ({
  id,
  backend_id: 'b1',
  user_id: `of-${id}`,
  account: name,
  nickname: '',
  level: 1,
  sealed_password: null,
  password_score: null,
  password_changed_at: null,
  last_change_id: null,
  last_change_at: null,
  sample: 0,
})

describe('the search of admins', () => {
  it.each([
    ['王', ['张王李', '王小明']],
    ['明', ['王小明']],
    ['小明', ['王小明']],
    ['王李', ['张王李']],
    ['AN', ['Anna', 'dan']],
    ['a', ['Anna', 'dan']],
    ['nn', ['Anna']],
    ['小李', []],
  ])('finds one and two characters wherever they stand: %s', (text, names) => {
    expect(found(openWith(['王小明', '张王李', 'Anna', 'dan', 'bo']), text)).toEqual(names)
  })

  it.each([
    ['ада', ['Ада']],
    ['ÉTÉ', ['été']],
    ['é', ['été']],
  ])('knows both cases of letters beyond A to Z: %s', (text, names) => {
    expect(found(openWith(['Ада', 'été', 'ete']), text)).toEqual(names)
  })

  it.each(['"', 'a" OR "b', 'NEAR(', '*', "'", 'ab\u0000cd', '\u0001', '-', '^ab'])(
    'takes the signs of a query for what they are: %j',
    (text) => {
      expect(found(openWith(['ab', 'b', 'abcd']), text)).toEqual([])
    },
  )

  it('does not put a text together from two columns, or from parts that stand apart', () => {
    const store = openWith(['adminXmina', 'other'])
    accountRows(store).insert({ ...account('n', 'adm'), nickname: 'min', user_id: 'dmi' })
    expect(found(store, 'admin')).toEqual(['adminXmina'])
    expect(found(store, 'admina')).toEqual([])
  })

  it('knows an account from the moment that it is there, by its new name when it is renamed, and no longer by the old', () => {
    const store = openWith(['anton'])
    const rows = accountRows(store)
    rows.insert(account('n', 'bertha'))
    expect(found(store, 'erth')).toEqual(['bertha'])
    rows.update('n', { account: 'zelda' })
    expect([found(store, 'erth'), found(store, 'zeld')]).toEqual([[], ['zelda']])
    rows.update('n', { sample: 1 })
    rows.deleteSample()
    expect(found(store, 'zeld')).toEqual([])
  })

  it('is narrowed by the other filters, and counts as it is', () => {
    const store = openWith(['admin1', 'admin2'])
    accountRows(store).insert({ ...account('n', 'admin3'), backend_id: 'built-in' })
    expect(found(store, 'admin', { backendId: 'built-in' })).toEqual(['admin3'])
    expect(found(store, 'admin', { finding: 'weak' })).toEqual([])
    expect(accountRows(store).count({ ...byAccount, search: 'admin', backendId: 'b1' }, 9)).toBe(2)
  })

  it('is taken back with the work that it was rebuilt after', () => {
    const store = openWith(['anton'])
    expect(() =>
      accountSearch(store).rebuiltAfter(() => {
        accountRows(store).insert(account('n', 'bertha'))
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(found(store, 'bertha')).toEqual([])
    accountRows(store).insert(account('m', 'bertha'))
    expect(found(store, 'bertha')).toEqual(['bertha'])
  })
})

describe('a search that finds thousands', () => {
  const names = Array.from(
    { length: 4300 },
    (_, at) => `${at % 43 === 0 ? 'ops' : 'admin'}-${String((at * 7) % 4300)}`,
  )
  const sorts = ['account', 'backend', 'passwordChangedAt', 'lastChangeAt'] as const

  it('gives the same accounts in the same order as reading every one would, page by page, by every sort', () => {
    const store = openWith(names)
    const rows = accountRows(store)
    // Some come after the numbers were given in order.
    rows.insert(account('n1', 'admin-0000-new'))
    rows.insert({
      ...account('n2', 'zz-admin-'),
      password_changed_at: '2026-01-01',
      last_change_at: '2026-01-02',
    })
    const all = rows.page(byAccount, undefined, 10_000).rows
    for (const text of ['admin', 'min-', 'adm', 'a', '-1', 'ops', 'min-42', 'admin-4299'])
      for (const sort of sorts)
        for (const descending of [false, true]) {
          const wanted = all
            .filter((row) => row.account.includes(text) || row.user_id.includes(text))
            .sort((one, other) => {
              const [a, b] = [placeOfAccount(one, sort), placeOfAccount(other, sort)]
              const order =
                Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)) || (a.id < b.id ? -1 : 1)
              return descending ? -order : order
            })
            .map(({ id }) => id)
          const paged: string[] = []
          let after: AccountPlace | undefined
          do {
            const page = rows.page({ sort, descending, search: text }, after, 1500)
            expect(page.isSorted, `${text} by ${sort}`).toBe(true)
            paged.push(...page.rows.map(({ id }) => id))
            after = page.next ?? undefined
          } while (after !== undefined)
          expect(paged, `${text} by ${sort}`).toEqual(wanted)
          expect(rows.count({ sort, descending, search: text }, 10_000)).toBe(wanted.length)
        }
  })

  it('gives the same once their numbers are in order again', () => {
    const store = openWith(names)
    const first = found(store, 'admin')
    accountSearch(store).rebuiltAfter(() => undefined)
    expect(found(store, 'admin')).toEqual(first)
    expect(found(store, 'admin', { descending: true })).toEqual(
      names
        .toSorted()
        .filter((name) => name.startsWith('admin'))
        .toReversed()
        .slice(0, 9),
    )
  })
})
