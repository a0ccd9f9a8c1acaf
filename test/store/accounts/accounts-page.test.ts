import { describe, expect, it, onTestFinished } from 'vitest'
import {
  accountRows,
  type AccountFilter,
  type AccountPlace,
} from '../../../src/main/store/accounts/accounts.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { makeJudgedStore, type JudgedPassword } from '../../support/judged-store.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const rowsOf = (people: Parameters<typeof makeJudgedStore>[1]) => {
  const path = makeJudgedStore(tempFolder(), people)
  const { store } = openStore({ path, door: 'test', clock: createFixedClock() })
  onTestFinished(() => {
    store.close()
  })
  return accountRows(store)
}
const sorted: AccountFilter = { sort: 'account', descending: false }

describe('a page of admins', () => {
  const people = {
    admins: Object.fromEntries(
      Array.from({ length: 23 }, (_, at): [string, JudgedPassword] => [
        `admin${String(at)}`,
        // Many share a time, or have none: the id must tell them apart.
        at % 3 === 0 ? {} : { changedAt: `2026-01-0${String(1 + (at % 2))}T00:00:00.000Z` },
      ]),
    ),
  }

  it.each(['account', 'backend', 'passwordChangedAt', 'lastChangeAt'] as const)(
    'leaves nobody out and shows nobody twice by %s, up and down',
    (sort) => {
      const rows = rowsOf(people)
      for (const descending of [false, true]) {
        const filter = { sort, descending }
        const whole = rows.page(filter, undefined, 100).rows.map(({ id }) => id)
        expect(new Set(whole).size).toBe(23)
        const paged: string[] = []
        let after: AccountPlace | undefined
        do {
          const page = rows.page(filter, after, 4)
          paged.push(...page.rows.map(({ id }) => id))
          after = page.next ?? undefined
        } while (after !== undefined)
        expect(paged).toEqual(whole)
      }
    },
  )

  it('is filtered by what is found, reuse by a user of the directory too', () => {
    const rows = rowsOf({
      admins: {
        ada: { password: 'own', score: 4, changedAt: '2026-05-01' },
        bob: { password: 'shared', score: 2, changedAt: '2026-05-01' },
        cho: { password: 'twice', defaultKind: 'common', changedAt: '2026-01-01' },
        dan: { password: 'twice' },
        eve: {},
      },
      users: { '13800138000': { password: 'shared' } },
    })
    const found = (finding: AccountFilter['finding']) =>
      rows
        .page({ ...sorted, finding, staleBefore: '2026-03-01' }, undefined, 9)
        .rows.map(({ account }) => account)
    expect(found('default')).toEqual(['cho'])
    expect(found('reused')).toEqual(['bob', 'cho', 'dan'])
    expect(found('weak')).toEqual(['bob'])
    expect(found('stale')).toEqual(['cho'])
    expect(rows.page(sorted, undefined, 9).rows.map(({ is_reused }) => is_reused)).toEqual([0, 1, 1, 1, 0])
  })

  it('is searched for what was typed, in whatever case, and no character stands for another', () => {
    const rows = rowsOf({ admins: { 'a%b': {}, a_c: {}, 'a\\d': {}, axb: {} } })
    const found = (search: string) =>
      rows.page({ ...sorted, search }, undefined, 9).rows.map(({ account }) => account)
    expect(found('a%B')).toEqual(['a%b'])
    expect(found('_')).toEqual(['a_c'])
    expect(found('\\')).toEqual(['a\\d'])
    expect(found(' AX ')).toEqual(['axb'])
  })

  it('is counted up to a number and no further', () => {
    const rows = rowsOf(people)
    expect(rows.count(sorted, 100)).toBe(23)
    expect(rows.count(sorted, 10)).toBe(10)
    expect(rows.count({ ...sorted, search: 'ADMIN1' }, 100)).toBe(11)
  })
})
