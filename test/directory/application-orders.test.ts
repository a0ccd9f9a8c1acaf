import { expect, it } from 'vitest'
import type { ApplicationQuery } from '../../src/main/directory/applications.ts'
import { directoryApplicationRows } from '../../src/main/store/built-in/directory-applications.ts'
import type { Store } from '../../src/main/store/store.ts'
import { applicationSorts } from '../../src/shared/model/listed-applications.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { bytesOf } from './sample-document.ts'
import { makeTestDirectory } from './test-directory.ts'

const given = [
  { appid: 'app-1', name: 'mall', status: 'stopped' },
  { appid: 'app-2', name: 'Atlas', status: 'normal', developerStatus: 'overdue' },
  { appid: 'app-3', name: 'Mall', status: 'normal', tokenValidation: true },
  { appid: 'app-4', name: '商城', status: 'reviewing', allowPasswordChange: false },
  { appid: 'app-5', name: 'MALL', status: 'normal', allowPasswordChange: false, tokenValidation: true },
] as const

const open = () => {
  const test = makeTestDirectory({ clock: createFixedClock() })
  const document = { latchkeyDirectory: 1, applications: given }
  expect(test.directory.documents.import(bytesOf(document), { actor: 'test' }).ok).toBe(true)
  const { applications } = test.directory
  /** Pages through all that match, two at a time, and gives the last digits of their appids. */
  const paged = (query: Omit<ApplicationQuery, 'limit' | 'after'>): string => {
    let found = ''
    for (let after: string | undefined; ;) {
      const page = applications.list({ ...query, after, limit: 2 })
      found += page.map(({ appid }) => appid.slice(-1)).join('')
      after = page.at(-1)?.appid
      if (after === undefined || found.length > given.length) return found
    }
  }
  return { test, applications, paged }
}

it('sorts applications up and down over the pages, those that share a value by their appid', () => {
  const { paged } = open()
  expect(paged({})).toBe('12345')
  const up = { appid: '12345', name: '21354', status: '23541' }
  for (const sort of applicationSorts) {
    expect(paged({ sort })).toBe(up[sort])
    expect(paged({ sort, descending: true })).toBe([...up[sort]].toReversed().join(''))
  }
})

it('narrows by status and flags, in every order', () => {
  const { paged } = open()
  expect(paged({ status: 'normal', sort: 'name' })).toBe('235')
  expect(paged({ developerStatus: 'overdue' })).toBe('2')
  expect(paged({ tokenValidation: true, sort: 'name', descending: true })).toBe('53')
  expect(paged({ allowPasswordChange: false, sort: 'status' })).toBe('54')
  expect(paged({ allowPasswordChange: true, tokenValidation: false, search: 'ALL' })).toBe('1')
  expect(paged({ status: 'stopped', developerStatus: 'overdue' })).toBe('')
})

it('goes on from where the last of a page stands by now, and begins anew where it is gone', () => {
  const { test, applications } = open()
  const after = (appid: string): string[] =>
    applications.list({ sort: 'name', after: appid, limit: 9 }).map((one) => one.appid)
  expect(after('app-3')).toEqual(['app-5', 'app-4'])
  test.directory.applications.update('app-3', { name: 'Zoo' }, { actor: 'ada', reason: 'renamed' })
  expect(after('app-3')).toEqual(['app-4'])
  expect(after('app-9')).toEqual(['app-2', 'app-1', 'app-5', 'app-3', 'app-4'])
})

it('walks an index in each order, and sorts nothing', () => {
  const { test } = open()
  const { store } = test
  const plans: string[] = []
  const telling: Store = {
    ...store,
    all(query) {
      const asked = 'sql' in query ? query : query.compile()
      plans.push(JSON.stringify(store.all({ ...asked, sql: `EXPLAIN QUERY PLAN ${asked.sql}` })))
      return store.all(query)
    },
  }
  const rows = directoryApplicationRows(telling)
  for (const sort of applicationSorts)
    for (const descending of [false, true])
      for (const after of [undefined, 'app-3']) rows.list({ sort, descending, after }, 9)
  expect(plans).toHaveLength(16)
  for (const plan of plans) expect(plan).not.toContain('TEMP B-TREE')
  expect(plans.filter((plan) => plan.includes('SCAN'))).toHaveLength(6)
})
