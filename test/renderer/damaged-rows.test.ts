// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, describe, expect, it } from 'vitest'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import ApplicationsTable from '../../src/renderer/features/applications/ApplicationsTable.vue'
import BackendsPage from '../../src/renderer/features/backends/BackendsPage.vue'
import { useUsersList } from '../../src/renderer/features/users/use-users-list.ts'
import type { ListedApplication } from '../../src/shared/contract/applications.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { accessTo, mountWithDesk, standingUntilEnd } from './support/mount-with-desk.ts'

const whole: ListedApplication = {
  damaged: false,
  appid: 'app-1001',
  name: 'Mall',
  status: 'normal',
  developerStatus: 'normal',
  developerOverdueDays: 0,
  allowPasswordChange: true,
  tokenValidation: false,
  accountLength: { min: 5, max: 20 },
  passwordLength: { min: 6, max: 32 },
}
const forged: ListedApplication = { damaged: true, appid: 'app-1002', name: 'Forged' }

const rowsOf = (id: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`),
]
const has = (row: HTMLElement | undefined, id: string): boolean =>
  row?.querySelector(`[data-testid="${id}"]`) !== null

afterEach(() => {
  document.body.innerHTML = ''
})

describe.each([
  ['en', 'Changed from outside', 'import it again', 'under another name'],
  ['zh-CN', '被外部改动', '重新导入', '另一名称'],
] as const)('a row that was edited from outside, in %s', (language, mark, importNext, addNext) => {
  it('is marked among the applications, says what to do, and cannot be edited', () => {
    const { desk } = deskOverRpc({})
    mountWithDesk(ApplicationsTable, { desk, language, props: { rows: [whole, forged], isStale: false } })
    const [first, second] = rowsOf('application-row')
    expect([has(first, 'application-damaged'), has(first, 'application-edit')]).toEqual([false, true])
    expect([has(second, 'application-damaged'), has(second, 'application-edit')]).toEqual([true, false])
    expect(second?.innerText ?? second?.textContent).toContain(mark)
    expect(second?.textContent).toContain(importNext)
    expect(second?.textContent).toContain('app-1002')
  })

  it('is marked among the backends, says what to do, and takes no admin', async () => {
    const { desk } = deskOverRpc({
      backends: {
        list: on.backends.list.handler(() => [
          {
            damaged: false,
            id: 'b1',
            name: 'Beijing',
            system: 'openim',
            url: 'https://im.example',
            environment: 'production',
            builtIn: false,
          },
          { damaged: true, id: 'b2', name: 'Shanghai' },
          { damaged: true, id: 'built-in', name: 'Built-in' },
        ]),
        standing: on.backends.standing.handler(() => []),
      },
    })
    mountWithDesk(BackendsPage, { desk, language, routes: ['backends', 'exchanges'] })
    await flushPromises()
    const named = (name: string) => rowsOf('backend-row').find((row) => row.dataset['name'] === name)
    const [first, second, own] = ['Beijing', 'Shanghai', 'Built-in'].map(named)
    expect([has(first, 'backend-damaged'), has(first, 'admin-add')]).toEqual([false, true])
    expect([has(second, 'backend-damaged'), has(second, 'admin-add')]).toEqual([true, false])
    expect(second?.textContent).toContain(mark)
    expect(second?.textContent).toContain(addNext)
    // The desk's own can't be added again.
    expect(own?.textContent).toContain(mark)
    expect(own?.textContent).not.toContain(addNext)
  })
})

describe('the filter of the users page', () => {
  it('offers every application by a call that support staff may make, and the one of the address', async () => {
    const asked: string[] = []
    const { desk } = deskOverRpc({
      users: {
        list: on.users.list.handler(() => ({
          rows: [],
          nextCursor: null,
          sort: null,
          total: null,
          readAt: '',
        })),
      },
      applications: {
        names: on.applications.names.handler(() => {
          asked.push('names')
          return [{ appid: 'app-1001', name: 'Mall' }]
        }),
      },
    })
    const found: { list?: ReturnType<typeof useUsersList> } = {}
    const inside = {
      setup() {
        found.list = useUsersList()
        return () => null
      },
    }
    const history = createMemoryHistory()
    const router = createRouter({ history, routes: [{ path: '/:rest(.*)*', component: inside }] })
    await router.push('/users?application=app-gone')
    standingUntilEnd(
      mount(inside, {
        global: { plugins: [createPinia(), router], provide: { [deskKey as symbol]: accessTo(desk) } },
      }),
    )
    await flushPromises()
    expect(asked).toEqual(['names'])
    expect(found.list?.applications.value).toEqual([
      { appid: 'app-1001', name: 'Mall' },
      { appid: 'app-gone', name: 'app-gone' },
    ])
  })
})
