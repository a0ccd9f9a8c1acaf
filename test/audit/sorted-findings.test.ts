import { afterAll, beforeAll, expect, it } from 'vitest'
import { page, sortedPage, type SortedFindingsTask } from '../../src/main/audit/findings-worker.ts'
import { findingSorts } from '../../src/shared/model/listed-findings.ts'
import { makeJudgedStore } from '../support/judged-store.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const now = Date.parse('2026-06-01T12:00:00.000Z')
const common = { password: 'OpenIM@123', score: 1, defaultKind: 'common' }

const folder = makeTempFolder('findings')
let path = ''
beforeAll(() => {
  path = makeJudgedStore(folder.path, {
    admins: {
      Bob: { password: 'shared', score: 4, changedAt: '2026-05-03T00:00:00.000Z' },
      cho: { ...common, changedAt: '2026-01-01T00:00:00.000Z' },
      dan: { password: 'its own', score: 4, changedAt: '2026-05-01T00:00:00.000Z' },
    },
    users: {
      Amy: { ...common, changedAt: '2026-05-04T00:00:00.000Z' },
      bea: { password: 'weak one', score: 2 },
      Cid: { password: 'shared', score: 4, changedAt: '2026-05-03T00:00:00.000Z' },
      dot: { password: 'weak two', score: 2, changedAt: '2026-05-02T00:00:00.000Z' },
    },
  })
})
afterAll(folder.remove)

/** Pages through all that match and gives their names. */
const paged = (
  order: SortedFindingsTask['order'],
  filter: SortedFindingsTask['filter'] = { finding: 'any' },
  limit = 2,
): string => {
  const found: string[] = []
  for (let after: SortedFindingsTask['after']; ;) {
    const { rows, next } = sortedPage({ path, now, filter, order, after, limit })
    found.push(...rows.map(({ account }) => account))
    if (next === null || found.length > 7) return found.join(' ')
    after = next
  }
}

it.each([
  ['account', false, 'Amy bea Bob cho Cid dot'],
  ['account', true, 'dot Cid cho Bob bea Amy'],
  // One finding each: the admin first, users by number.
  ['findings', false, 'Bob bea Cid dot Amy cho'],
  ['findings', true, 'cho Amy Bob bea Cid dot'],
  // Nobody knows when bea’s was set: last, whichever way.
  ['changed', false, 'cho dot Bob Cid Amy bea'],
  ['changed', true, 'Amy Bob Cid dot cho bea'],
] as const)('sorts by %s, descending %s, over pages of any length', (sort, descending, names) => {
  for (const limit of [1, 2, 5, 6, 9]) expect(paged({ sort, descending }, undefined, limit)).toBe(names)
})

it('leaves out who does not match, and says the same of everybody as in the order of the store', () => {
  expect(paged({ sort: 'account', descending: false }, { finding: 'any', kind: 'user' })).toBe(
    'Amy bea Cid dot',
  )
  expect(paged({ sort: 'changed', descending: false }, { finding: 'none' })).toBe('dan')
  expect(paged({ sort: 'findings', descending: true }, { finding: 'stale', kind: 'user' })).toBe('')
  expect(paged({ sort: 'account', descending: true }, { finding: 'any', search: 'chat' })).toBe('cho Bob')
  expect(
    paged({ sort: 'account', descending: true }, { finding: 'any', search: 'app-10', kind: 'admin' }),
  ).toBe('')
  const filter = { finding: 'any' } as const
  const inOrder = page({ path, now, filter, after: undefined, limit: 9 }).rows
  for (const sort of findingSorts) {
    const order = { sort, descending: true }
    const { rows, next } = sortedPage({ path, now, filter, order, after: undefined, limit: 9 })
    expect(next).toBeNull()
    expect(new Set(rows)).toEqual(new Set(inOrder))
  }
})
