// @vitest-environment jsdom
import { config, flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { useSession } from '../../src/renderer/composables/session.ts'
import CommandPalette from '../../src/renderer/features/palette/CommandPalette.vue'
import type { SearchResult } from '../../src/shared/contract/search.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

config.global.stubs = { transition: false }
Element.prototype.scrollIntoView = () => undefined

let unmount = (): void => undefined
afterEach(() => {
  unmount()
  document.body.innerHTML = ''
})

const none = { rows: [], hasMore: false }
const found: SearchResult = {
  admins: {
    rows: ['1', '2', '3'].map((id) => ({
      id,
      account: `admin-${id}`,
      userID: id,
      nickname: '',
      backend: { id: 'built-in', name: 'Built-in', environment: 'sandbox' },
    })),
    hasMore: false,
  },
  users: none,
  applications: none,
  remoteApplications: none,
  resets: none,
}
const chosen = (): string | null =>
  document.querySelector('[role="option"][aria-selected="true"]')?.getAttribute('data-item') ?? null
const press = async (key: string): Promise<void> => {
  byTestId('palette-input').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  await flushPromises()
}

it('keeps what was chosen when results come before it, and gives it up when the text changes', async () => {
  const answer = Promise.withResolvers<SearchResult>()
  const { desk } = deskOverRpc({ search: { find: on.search.find.handler(() => answer.promise) } })
  unmount = mountWithDesk(CommandPalette, { desk, props: { show: true }, routes: ['overview'] })
  useSession().operator = { id: 'o1', name: 'ada', role: 'administrator', mustChange: false }
  await flushPromises()
  typeInto('palette-input', 'loc')
  await flushPromises()
  expect(chosen()).toBe('action-lock')
  await press('ArrowDown')
  await press('ArrowUp')
  expect(chosen()).toBe('action-lock')
  answer.resolve(found)
  await vi.waitFor(() => {
    expect(document.querySelectorAll('[data-item^="admin-"]')).toHaveLength(3)
  }, 10_000)
  expect(chosen()).toBe('action-lock')
  typeInto('palette-input', '')
  await flushPromises()
  expect(chosen()).toBe('place-overview')
})
