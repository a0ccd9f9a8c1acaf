// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import AdminsPage from '../../src/renderer/features/admins/AdminsPage.vue'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import type { AdminRow } from '../../src/shared/contract/admins.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const row: AdminRow = {
  id: 'a1',
  backend: { id: 'b1', name: 'Chat', system: 'openim', environment: 'sandbox' },
  userID: '10000001',
  account: 'ops0000001',
  nickname: '',
  level: 1,
  passwordKnown: true,
  passwordChangedAt: null,
  findings: [],
  lastChange: null,
}
const readAt = '2026-06-01T00:00:00.000Z'
const asked: Record<string, unknown>[] = []

/** Opens the page at a desk that has no order by backend, and nobody on the page that a cursor leads to. */
const open = async (language: Language = 'en'): Promise<void> => {
  const { desk } = deskOverRpc({
    admins: {
      list: on.admins.list.handler(({ input }) => {
        asked.push(input)
        return {
          rows: input.cursor === undefined ? [row] : [],
          sort: input.sort === 'backend' ? null : input.sort,
          nextCursor: input.cursor === undefined ? 'second' : 'third',
          total: 10_000,
          isTotalExact: false,
          readAt,
          backends: [{ id: 'b1', name: 'Chat', damaged: false }],
        }
      }),
    },
    changes: { open: on.changes.open.handler(() => ({ rows: [], readAt })) },
  })
  mountWithDesk(AdminsPage, {
    desk,
    language,
    routes: ['admins', 'admin-files', 'rotation-plan', 'backends'],
  })
  await flushPromises()
}
const heading = (text: string): HTMLElement => {
  const found = [...byTestId('admins-table').querySelectorAll('th')].find((one) =>
    one.textContent.includes(text),
  )
  if (found === undefined) throw new Error(`no heading ${text}`)
  return found
}
const sortBy = async (text: string): Promise<void> => {
  heading(text).querySelector('button')?.click()
  await flushPromises()
}

afterEach(() => {
  asked.length = 0
  document.body.innerHTML = ''
})

it.each([
  ['en', 'Account', 'Backend', 'too many admins'],
  ['zh-CN', '账号', '后端', '账号过多'],
] as const)(
  'says where they are too many to be sorted, and marks no column: %s',
  async (language, account, backend, says) => {
    await open(language)
    expect(hasTestId('admins-unsorted')).toBe(false)
    expect(heading(account).getAttribute('aria-sort')).toBe('ascending')
    await sortBy(backend)
    expect(asked.at(-1)).toMatchObject({ sort: 'backend', descending: false })
    expect(byTestId('admins-unsorted').textContent).toContain(says)
    expect(document.querySelector('[aria-sort]')).toBeNull()
    await sortBy(account)
    expect(hasTestId('admins-unsorted')).toBe(false)
    expect(heading(account).getAttribute('aria-sort')).toBe('ascending')
  },
)

it('looks further where nobody was found so far, and does not call that nobody', async () => {
  await open()
  byTestId('page-next').click()
  await flushPromises()
  expect(asked.at(-1)).toMatchObject({ cursor: 'second' })
  expect(hasTestId('admins-empty')).toBe(false)
  expect(byTestId('admins-so-far').textContent).toContain('so far')
  byTestId('admins-further').click()
  await flushPromises()
  expect(asked.at(-1)).toMatchObject({ cursor: 'third' })
})
