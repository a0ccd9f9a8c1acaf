// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import UsersPage from '../../src/renderer/features/users/UsersPage.vue'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import type { ListedUser } from '../../src/shared/contract/users.ts'
import type { UserSort } from '../../src/shared/model/listed-users.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { choose, heading, openListPage, sortBy } from './support/list-page.ts'
import { byTestId, hasTestId } from './support/mount-with-desk.ts'

const user = (given: Partial<ListedUser>): ListedUser => ({
  num: 1,
  appid: 'app-1001',
  uid: 5000,
  account: '13800138000',
  phone: '13800138000',
  email: '',
  nickname: '',
  status: 'normal',
  signText: '',
  isLocked: false,
  ...given,
})

type Asked = Record<string, unknown>
const asked: Asked[] = []
const open = async (
  answer: { rows: ListedUser[]; nextCursor?: string; sort?: UserSort | null },
  language: Language = 'en',
): Promise<void> => {
  const { desk } = deskOverRpc({
    users: {
      list: on.users.list.handler(({ input }) => {
        asked.push(input)
        const { rows, nextCursor = null, sort = input.sort ?? null } = answer
        return { rows, nextCursor, sort, total: null, readAt: '2026-06-01T00:00:00.000Z' }
      }),
    },
    applications: { names: on.applications.names.handler(() => [{ appid: 'app-1001', name: 'Mall' }]) },
  })
  await openListPage(UsersPage, { desk, language, routes: ['users', 'resets', 'user-files'] })
}
const table = 'users-table'

afterEach(() => {
  asked.length = 0
  document.body.innerHTML = ''
})

it('sorts by a column up, down, and not at all, in the desk and not in the page', async () => {
  await open({ rows: [user({}), user({ num: 2, account: '13700137000' })] })
  expect(asked.at(-1)).toEqual({ limit: 50, descending: false })
  await sortBy(table, 'Phone')
  expect(asked.at(-1)).toMatchObject({ sort: 'phone', descending: false })
  expect(heading(table, 'Phone').getAttribute('aria-sort')).toBe('ascending')
  await sortBy(table, 'Phone')
  expect(asked.at(-1)).toMatchObject({ sort: 'phone', descending: true })
  expect(heading(table, 'Phone').getAttribute('aria-sort')).toBe('descending')
  await sortBy(table, 'Phone')
  expect(asked.at(-1)).toEqual({ limit: 50, descending: false })
  expect(heading(table, 'Phone').hasAttribute('aria-sort')).toBe(false)
  expect(heading(table, 'Status').querySelector('button')).toBeNull()
})

it('narrows by how users stand, and of one application offers no sorting by it', async () => {
  await open({ rows: [user({ status: 'disabled', isLocked: true }), user({ num: 2, isLocked: true })] })
  expect(
    [...document.querySelectorAll('[data-testid="user-row"] .tag')].map((tag) => tag.textContent),
  ).toEqual(['Disabled', 'Locked'])
  await sortBy(table, 'Application')
  await choose('users-standing', 'locked')
  expect(asked.at(-1)).toMatchObject({ standing: 'locked', sort: 'application' })
  await choose('users-application', 'app-1001')
  expect(asked.at(-1)).toMatchObject({ standing: 'locked', appid: 'app-1001' })
  expect(asked.at(-1)).not.toHaveProperty('sort')
  expect(heading(table, 'Application').querySelector('button')).toBeNull()
  await choose('users-standing', '')
  expect(asked.at(-1)).not.toHaveProperty('standing')
})

it.each([
  ['en', 'too many users'],
  ['zh-CN', '用户过多'],
] as const)('says where they are too many to be sorted, and marks no column: %s', async (language, says) => {
  await open({ rows: [user({})], sort: null }, language)
  expect(hasTestId('users-unsorted')).toBe(false)
  await sortBy(table, language === 'en' ? 'Uid' : 'uid')
  expect(byTestId('users-unsorted').textContent).toContain(says)
  expect(document.querySelector('[aria-sort]')).toBeNull()
})

it('looks further where nobody was found so far, and does not call that nobody', async () => {
  await open({ rows: [], nextCursor: 'further' })
  expect(hasTestId('users-empty')).toBe(false)
  byTestId('users-further').click()
  await flushPromises()
  expect(asked.at(-1)).toMatchObject({ cursor: 'further' })
})
