import { describe, expect, it, onTestFinished } from 'vitest'
import { idsOnTheWay } from '../../../src/main/store/accounts/account-walk.ts'
import { accountRows, type AccountFilter } from '../../../src/main/store/accounts/accounts.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import { occursIn } from '../../../src/main/store/search-terms.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { makeJudgedStore } from '../../support/judged-store.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** Opens a store that tells how SQLite goes about each query that gives several rows. */
const openTelling = (names: readonly string[] = ['ada', 'bob']) => {
  const admins = Object.fromEntries(names.map((name) => [name, {}]))
  const { store } = openStore({
    path: makeJudgedStore(tempFolder(), { admins }),
    door: 'test',
    clock: createFixedClock(),
  })
  onTestFinished(() => {
    store.close()
  })
  const plans: string[] = []
  const telling: Store = {
    ...store,
    all(query) {
      const asked = 'sql' in query ? query : query.compile()
      const explained = { ...asked, sql: `EXPLAIN QUERY PLAN ${asked.sql}` }
      plans.push(JSON.stringify(store.all<unknown>(explained)))
      return store.all(query)
    },
  }
  return { store: telling, rows: accountRows(telling), plans }
}
const sorts: AccountFilter['sort'][] = ['account', 'backend', 'passwordChangedAt', 'lastChangeAt']
const ways = sorts.flatMap((sort) => [false, true].map((descending) => ({ sort, descending })))
const bob = (sort: AccountFilter['sort']) => ({ sort, value: 'bob', id: 'id-bob' })

describe('the way to a page of admins', () => {
  it.each(ways)('is along an index and sorts nothing: $sort, down: $descending', (way) => {
    const { rows, plans } = openTelling()
    rows.page(way, undefined, 50)
    rows.page(way, bob(way.sort), 50)
    expect(plans).toHaveLength(4)
    for (const plan of plans) expect(plan).not.toContain('ORDER BY')
    const [first, rowsOfFirst, second] = plans
    for (const walked of [first, second])
      expect(walked).toContain('accounts USING COVERING INDEX accounts_by_')
    expect(rowsOfFirst).toMatch(/SEARCH accounts USING INDEX sqlite_autoindex_accounts_1/)
  })

  it.each(['unknown', 'unsettled'] as const)('begins at the few changes that are open: %s', (state) => {
    const { rows, plans } = openTelling()
    rows.page({ sort: 'account', descending: false, state }, undefined, 50)
    for (const plan of plans) expect(plan).toContain('INDEX changes_one_open')
    expect(plans).not.toEqual([])
  })

  it('is along an index for the admins of one backend, by their accounts', () => {
    const { rows, plans } = openTelling()
    const filter = { sort: 'account', descending: false, backendId: 'b1' } as const
    rows.page(filter, undefined, 50)
    rows.page(filter, bob('account'), 50)
    for (const plan of plans) {
      expect(plan).not.toContain('ORDER BY')
      expect(plan).toContain('accounts_by_backend_account')
    }
  })

  it('sorts nothing either by a time, where a backend has thousands', () => {
    const { rows, plans } = openTelling(Array.from({ length: 4100 }, (_, at) => `admin${String(at)}`))
    for (const sort of ['passwordChangedAt', 'lastChangeAt'] as const)
      for (const descending of [false, true]) {
        rows.page({ sort, descending, backendId: 'b1' }, undefined, 50)
        rows.page({ sort, descending, backendId: 'b1' }, { sort, value: '', id: 'id-admin7' }, 50)
      }
    expect(plans.length).toBeGreaterThan(4)
    for (const plan of plans) expect(plan).not.toContain('ORDER BY')
  })

  it.each(ways)('reads no row to test it for a text: $sort, down: $descending', (way) => {
    const { store, plans } = openTelling()
    const holds = occursIn('accounts', ['account', 'nickname', 'user_id'], 'd')
    const query = { order: way, after: undefined, where: holds, limit: 9, steps: 9 }
    expect(idsOnTheWay(store, query)).toEqual(['id-ada'])
    const beginning = { sort: way.sort, value: '', id: '' }
    expect(idsOnTheWay(store, { ...query, after: beginning })).toEqual(way.descending ? [] : ['id-ada'])
    for (const plan of plans) {
      expect(plan).not.toContain('ORDER BY')
      expect(plan).toMatch(/accounts USING COVERING INDEX accounts_by_/)
      expect(plan).not.toMatch(/accounts USING INDEX/)
    }
  })

  it.each(ways)('begins at what the search found: $sort, down: $descending', (way) => {
    const { rows, plans } = openTelling()
    for (const filter of [way, { ...way, backendId: 'b1' }]) {
      rows.page({ ...filter, search: 'ada' }, undefined, 50)
      rows.page({ ...filter, search: 'ada' }, bob(way.sort), 50)
    }
    expect(plans.length).toBeGreaterThan(4)
    for (const plan of plans) expect(plan).not.toMatch(/SCAN accounts/)
    expect(plans[0]).toMatch(/accounts USING (COVERING )?INDEX accounts_by_num/)
  })
})
