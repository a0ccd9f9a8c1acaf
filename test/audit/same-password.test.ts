import { afterAll, beforeAll, expect, it } from 'vitest'
import { page, sortedPage, type FindingsTask } from '../../src/main/audit/findings-worker.ts'
import { makeJudgedStore } from '../support/judged-store.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const now = Date.parse('2026-06-01T12:00:00.000Z')
const folder = makeTempFolder('same-password')
let path = ''
beforeAll(() => {
  path = makeJudgedStore(folder.path, {
    admins: {
      ada: { password: 'one of its own', score: 4 },
      bob: { password: 'shared', score: 4 },
      cho: { password: 'OpenIM@123', score: 1, defaultKind: 'common' },
      dan: {},
      eve: {},
    },
    users: {
      amy: { password: 'shared', score: 4 },
      bea: { password: 'weak one', score: 2 },
      cid: { password: 'OpenIM@123', score: 3 },
      dot: { password: 'OpenIM@123', score: 1, defaultKind: 'common' },
    },
  })
})
afterAll(folder.remove)

type Filter = FindingsTask['filter']
const pageOf = (filter: Filter, after?: FindingsTask['after'], limit = 50) =>
  page({ path, now, filter, after, limit })
const idOf = (name: string): string => {
  const named = (['any', 'none', 'not-judged'] as const).flatMap((finding) => pageOf({ finding }).rows)
  return named.find(({ account }) => account === name)?.id ?? name
}
const names = ({ rows }: { rows: readonly { account: string }[] }): string =>
  rows.map(({ account }) => account).join(' ')

it.each([
  ['admin', 'bob', 'bob amy'],
  ['user', 'amy', 'bob amy'],
  ['admin', 'cho', 'cho cid dot'],
  ['user', 'cid', 'cho cid dot'],
  // Who has a password of their own, or one that nobody could judge, shares it with nobody that is known.
  ['admin', 'ada', ''],
  ['admin', 'dan', ''],
  ['admin', 'nobody', ''],
  ['user', 'nobody', ''],
  // The number of a user is no id of an admin.
  ['admin', 'amy', ''],
] as const)('who has the same password as the %s %s is named, and nobody else', (kind, name, expected) => {
  const filter: Filter = { finding: 'any', sameAs: { kind, id: idOf(name) } }
  expect(names(pageOf(filter))).toBe(expected)
  const order = { sort: 'account', descending: true } as const
  const sorted = sortedPage({ path, now, filter, order, after: undefined, limit: 50 })
  expect(names(sorted)).toBe(expected.split(' ').toSorted().toReversed().join(' '))
})

it('says the same of each of them as the whole list does', () => {
  const same = pageOf({ finding: 'any', sameAs: { kind: 'admin', id: 'id-cho' } }).rows
  const all = pageOf({ finding: 'any' }).rows
  expect(same).toEqual(all.filter(({ reuseGroup }) => reuseGroup === same[0]?.reuseGroup))
  expect(same.map(({ reusedBy }) => reusedBy)).toEqual([2, 2, 2])
})

it('leaves nobody out over pages, and narrows them by what else is asked', () => {
  const sameAs = { kind: 'admin', id: 'id-cho' } as const
  const seen: string[] = []
  for (let after: FindingsTask['after']; ;) {
    const { rows, next } = pageOf({ finding: 'any', sameAs }, after, 1)
    seen.push(...rows.map(({ account }) => account))
    if (next === null) break
    after = next
  }
  expect(seen.join(' ')).toBe('cho cid dot')
  expect(names(pageOf({ finding: 'weak', sameAs }))).toBe('cho dot')
  expect(names(pageOf({ finding: 'any', kind: 'user', search: 'ci', sameAs }))).toBe('cid')
})
