// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { useSession } from '../../src/renderer/composables/session.ts'
import OverviewPage from '../../src/renderer/features/overview/OverviewPage.vue'
import type { Overview, PasswordCensus } from '../../src/shared/contract/overview.ts'
import type { Role } from '../../src/shared/model/roles.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const read: Overview = {
  readAt: '2026-06-01T12:00:00.000Z',
  changes: { admins: { count: 2, oldestAt: null }, users: { count: 0, oldestAt: null, resetId: null } },
  resets: { count: 0, oldestAt: null },
  rotations: [],
  failing: [],
  damaged: [],
  differing: [],
  chain: null,
  backup: null,
  lockedOut: [],
  days: [],
}
const census: PasswordCensus = {
  accounts: 3,
  default: 1,
  reused: 0,
  weak: 0,
  stale: 0,
  ages: [0, 0, 0, 0, 0, 0, 0],
  ageNotKnown: 0,
}

afterEach(() => {
  document.body.innerHTML = ''
})

const open = (passwords: () => Promise<PasswordCensus>, role: Role = 'administrator'): void => {
  const { desk } = deskOverRpc({
    overview: {
      get: on.overview.get.handler(() => read),
      passwords: on.overview.passwords.handler(passwords),
    },
  })
  const signedIn = defineComponent(() => {
    useSession().operator = { id: 'o1', name: 'ada', role, mustChange: false }
    return () => h(OverviewPage)
  })
  mountWithDesk(signedIn, { desk, routes: ['overview', 'admins', 'resets', 'settings', 'backends', 'audit'] })
}
const isRead = (): Promise<void> =>
  vi.waitFor(() => {
    expect(document.querySelector('h1')?.parentElement?.querySelector('time')).not.toBeNull()
  }, 10_000)

describe('the overview', () => {
  it('shows nothing that would be pushed aside by what is read a moment later', async () => {
    const passwords = Promise.withResolvers<PasswordCensus>()
    open(() => passwords.promise)
    await isRead()
    await flushPromises()
    expect([hasTestId('needs'), hasTestId('chart-changes')]).toEqual([false, false])
    expect(document.querySelector('[role="status"]')).not.toBeNull()
    passwords.resolve(census)
    await vi.waitFor(() => byTestId('needs'), 10_000)
    const needs = [...byTestId('needs').querySelectorAll('[data-need]')]
    expect(needs.map((need) => need.getAttribute('data-need'))).toEqual(['admin-changes', 'password-default'])
    expect([hasTestId('chart-ages'), hasTestId('chart-changes')]).toEqual([true, true])
  })

  it('shows what it knows where the passwords cannot be counted, and why', async () => {
    open(() => Promise.reject(new Error('no census')))
    await vi.waitFor(() => byTestId('needs'), 10_000)
    expect(byTestId('needs').querySelectorAll('[data-need]')).toHaveLength(1)
    expect(hasTestId('failure')).toBe(true)
    expect(document.body.textContent).not.toContain('Reading…')
  })

  it('waits for no passwords where they are not the role’s to see', async () => {
    open(() => Promise.withResolvers<PasswordCensus>().promise, 'support')
    await vi.waitFor(() => byTestId('needs'), 10_000)
    expect(hasTestId('chart-ages')).toBe(false)
  })
})
