// @vitest-environment jsdom
import { config, flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import { useSession } from '../../src/renderer/composables/session.ts'
import NoUsersNote from '../../src/renderer/features/resets/NoUsersNote.vue'
import OneTimePassword from '../../src/renderer/features/operators/OneTimePassword.vue'
import RotationBadge from '../../src/renderer/features/shell/RotationBadge.vue'
import UnprovenKeyBanner from '../../src/renderer/features/shell/UnprovenKeyBanner.vue'
import type { RotationRecord } from '../../src/shared/contract/rotations.ts'
import type { Role } from '../../src/shared/model/roles.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { accessTo, byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

config.global.stubs = { transition: false }

let unmount = (): void => undefined
afterEach(() => {
  unmount()
  document.body.innerHTML = ''
})
const signInAs = async (role: Role): Promise<void> => {
  useSession().operator = { id: 'o1', name: 'sam', role, mustChange: false }
  await flushPromises()
}
const press = async (element: HTMLElement): Promise<void> => {
  element.click()
  await flushPromises()
}

const rotation = (id: string, counts: Partial<RotationRecord['counts']>): RotationRecord => ({
  id,
  backend: { id: 'b1', name: 'Chat', environment: 'production' },
  operator: 'ada',
  state: 'rest',
  running: true,
  stopReason: null,
  passwordLength: 20,
  plannedAt: '2030-01-01T00:00:00.000Z',
  startedAt: '2030-01-01T00:00:00.000Z',
  endedAt: null,
  counts: {
    waiting: 0,
    refused: 0,
    changing: 0,
    confirmed: 0,
    rejected: 0,
    'not-sent': 0,
    'not-applied': 0,
    decided: 0,
    unknown: 0,
    skipped: 0,
    ...counts,
  },
})
const showBadge = async (running: RotationRecord[]): Promise<void> => {
  const { desk } = deskOverRpc({ rotations: { running: on.rotations.running.handler(() => running) } })
  unmount = mountWithDesk(RotationBadge, { desk, routes: ['overview', 'rotation', 'rotations'] })
  await flushPromises()
}

describe('the rotation in the side bar', () => {
  it('is not there while none runs', async () => {
    await showBadge([])
    expect(hasTestId('rotation-badge')).toBe(false)
  })

  it('counts what had its turn, and leaves out what the plan refused', async () => {
    await showBadge([rotation('r1', { waiting: 52, changing: 1, confirmed: 6, rejected: 1, refused: 9 })])
    const bar = byTestId('rotation-badge').querySelector('progress')
    expect([bar?.value, bar?.max]).toEqual([7, 60])
    expect(byTestId('rotation-badge').textContent).toContain('7 / 60')
    expect(byTestId('rotation-badge').querySelector('[data-environment="production"]')).not.toBeNull()
  })

  it('leads to the list where several run', async () => {
    await showBadge([rotation('r1', { waiting: 1 }), rotation('r2', { waiting: 1 })])
    expect(byTestId('rotation-badge').getAttribute('href')).toBe('/rotations')
    expect(byTestId('rotation-badge').textContent).toContain('1 more runs')
  })
})

describe('a recovery key that nobody typed back', () => {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['overview', 'settings'].map((name) => ({ name, path: `/${name}`, component: RouterView })),
  })
  const openBanner = async (role: Role): Promise<void> => {
    const mounted = mount(UnprovenKeyBanner, {
      attachTo: document.body,
      global: {
        plugins: [createPinia(), router],
        provide: { [deskKey as symbol]: accessTo(deskOverRpc({}).desk) },
      },
    })
    unmount = () => {
      mounted.unmount()
    }
    await signInAs(role)
    const opener = byTestId('key-unproven').querySelector('button')
    if (opener === null) throw new Error('there is no button')
    await press(opener)
  }

  it('is made anew by an administrator who lost it', async () => {
    await openBanner('administrator')
    await press(byTestId('recovery-key-lost'))
    await vi.waitFor(() => {
      expect(router.currentRoute.value.fullPath).toBe('/settings#recovery')
    }, 10_000)
  })

  it('is not made anew by anybody else, who is told who does it', async () => {
    await openBanner('support')
    expect(hasTestId('recovery-key-lost')).toBe(false)
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain(
      'An administrator can make a new one',
    )
  })
})

describe('a one-time password', () => {
  it('is not closed by a slip, and goes when that is meant', async () => {
    let closed = 0
    unmount = mountWithDesk(OneTimePassword, {
      desk: deskOverRpc({}).desk,
      props: { name: 'sam', password: 'shown-once', onClose: () => (closed += 1) },
    })
    await flushPromises()
    const cross = document.querySelector<HTMLElement>('[role="dialog"] header > button')
    if (cross === null) throw new Error('there is no button that closes')
    await press(cross)
    expect(closed).toBe(0)
    expect(byTestId('one-time-password').textContent).toBe('shown-once')
    await press(byTestId('one-time-stay'))
    expect(hasTestId('one-time-leave')).toBe(false)
    await press(cross)
    await press(byTestId('one-time-leave'))
    expect(closed).toBe(1)
  })
})

describe('a directory without users', () => {
  const showNote = async (role: Role): Promise<void> => {
    const { desk } = deskOverRpc({
      users: {
        list: on.users.list.handler(() => ({
          rows: [],
          nextCursor: null,
          total: 0,
          sort: null,
          readAt: '2030-01-01T00:00:00.000Z',
        })),
      },
    })
    unmount = mountWithDesk(NoUsersNote, { desk, routes: ['resets', 'built-in', 'user-files', 'backends'] })
    await signInAs(role)
  }
  const links = (): (string | null)[] =>
    [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))

  it('leads an administrator to where users come from', async () => {
    await showNote('administrator')
    expect(links()).toEqual(['/built-in', '/user-files', '/backends'])
  })

  it('leads nobody to a page that is not theirs', async () => {
    await showNote('support')
    expect(links()).toEqual([])
    expect(byTestId('reset-no-users').textContent).toContain('Ask an administrator')
  })
})
