// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import ExportPart from '../../src/renderer/features/account-files/ExportPart.vue'
import type { AccountFileKind } from '../../src/shared/model/account-file.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { accessTo, listeningUntilEnd, standingUntilEnd } from './support/mount-with-desk.ts'

/** Opens the export that a table with these filters leads to; gives what it says is exported. */
const choicesAt = async (kind: AccountFileKind, query: Record<string, string>): Promise<string> => {
  const { desk } = deskOverRpc({
    admins: {
      list: on.admins.list.handler(({ input }) => ({
        rows: [],
        sort: input.sort,
        nextCursor: null,
        total: 0,
        isTotalExact: true,
        readAt: '2026-06-01T00:00:00.000Z',
        backends: [
          { id: 'built-in', name: 'own', damaged: false },
          { id: 'b1', name: 'IM Shanghai', damaged: false },
        ],
      })),
    },
  })
  const routes = [{ path: '/', component: ExportPart }]
  const router = listeningUntilEnd(createRouter({ history: createMemoryHistory(), routes }))
  await router.push({ path: '/', query })
  const global = { plugins: [createPinia(), router], provide: { [deskKey as symbol]: accessTo(desk) } }
  const page = standingUntilEnd(mount(ExportPart, { props: { kind }, global }))
  await flushPromises()
  return page.text()
}

describe('an export as it is filtered', () => {
  it.each([
    ['b1', 'Backend: IM Shanghai'],
    ['built-in', 'Backend: Built-in'],
  ])('names the backend whose admins it is of: %s', async (backend, name) => {
    expect(await choicesAt('admins', { q: 'chat', backend })).toContain(`“chat” · ${name}`)
  })

  it('says no more than that one is meant where the backend is gone', async () => {
    expect(await choicesAt('admins', { backend: 'b2' })).toMatch(/As filtered: Backend\s*All/)
  })

  it('names the application whose users it is of', async () => {
    expect(await choicesAt('users', { application: 'app-1001' })).toContain('Application: app-1001')
  })
})
