// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import { placesOf } from '../../src/renderer/composables/places.ts'
import { useSession } from '../../src/renderer/composables/session.ts'
import SideBar from '../../src/renderer/features/shell/SideBar.vue'
import { createDeskRouter } from '../../src/renderer/router.ts'
import type { Role } from '../../src/shared/model/roles.ts'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { accessTo, listeningUntilEnd, standingUntilEnd } from './support/mount-with-desk.ts'

const administrators = placesOf('administrator').map(({ name }) => name)

beforeEach(() => {
  window.history.replaceState(null, '', '/')
})
afterEach(() => {
  document.body.innerHTML = ''
})

/** Shows the side bar at a page, and gives which of its entries are marked, each with how. */
const marked = async (path: string, role: Role = 'administrator'): Promise<string[][]> => {
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = listeningUntilEnd(createDeskRouter(() => ({ gate: 'signed-in', role })))
  await router.push(path)
  standingUntilEnd(
    mount(SideBar, {
      attachTo: document.body,
      global: { plugins: [pinia, router], provide: { [deskKey as symbol]: accessTo(deskOverRpc({}).desk) } },
    }),
  )
  useSession().operator = { id: 'o1', name: 'ada', role, mustChange: false }
  await flushPromises()
  return [...document.querySelectorAll('nav a[aria-current]')].map((entry) => [
    entry.getAttribute('data-testid') ?? '',
    entry.getAttribute('aria-current') ?? '',
  ])
}

describe('the entry of the side bar that is marked', () => {
  it.each(administrators)('is that of the page itself: %s', async (name) => {
    expect(await marked(`/${name}`)).toEqual([[`nav-${name}`, 'page']])
  })

  it.each([
    ['/admins/files', 'admins'],
    ['/users/files', 'users'],
    ['/rotations/new', 'rotations'],
    ['/rotations/r1', 'rotations'],
    ['/resets/c1', 'resets'],
    ['/resets/new', 'resets'],
  ])('is that of the section of a page within it: %s', async (path, section) => {
    expect(await marked(path)).toEqual([[`nav-${section}`, 'true']])
  })

  it('is the same whatever the page shows', async () => {
    expect(await marked('/audit?tab=copy&file=/tmp/x')).toEqual([['nav-audit', 'page']])
    expect(await marked('/users?user=1')).toContainEqual(['nav-users', 'page'])
  })

  it('is none where the page is of another role', async () => {
    expect(await marked('/rotations/r1', 'support')).toEqual([])
  })

  it('is one wherever a route of the page leads', () => {
    const router = listeningUntilEnd(createDeskRouter(() => ({ gate: 'signed-in', role: 'administrator' })))
    const rooms = router
      .getRoutes()
      .filter(({ name, meta }) => meta.gate === 'signed-in' && name !== undefined)
    const sections = rooms.filter(({ name }) => name !== 'forbidden').map(({ path }) => path.split('/')[1])
    expect(sections.length).toBeGreaterThan(administrators.length)
    expect(new Set(sections)).toEqual(new Set(administrators))
  })
})
