// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import AdminsPage from '../../src/renderer/features/admins/AdminsPage.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { choose, openListPage, query } from './support/list-page.ts'
import { byTestId } from './support/mount-with-desk.ts'

const readAt = '2026-06-01T00:00:00.000Z'

afterEach(() => {
  document.body.innerHTML = ''
})

it.each([
  ['en', 'Not settled', 'Decided: changed'],
  ['zh-CN', '结果待核实', '认定已生效'],
] as const)('admins are chosen by all that waits to be settled: %s', async (language, text, decided) => {
  const asked: Record<string, unknown>[] = []
  const { desk } = deskOverRpc({
    admins: {
      list: on.admins.list.handler(({ input }) => {
        asked.push(input)
        return {
          rows: [],
          sort: input.sort,
          nextCursor: null,
          total: 0,
          isTotalExact: true,
          readAt,
          backends: [],
        }
      }),
    },
    changes: { open: on.changes.open.handler(() => ({ rows: [], readAt })) },
  })
  const routes = ['admins', 'admin-files', 'rotation-plan', 'backends']
  await openListPage(AdminsPage, { desk, language, routes })
  expect(asked.at(-1)).not.toHaveProperty('state')
  expect(byTestId('filter-state').querySelector('[value="unsettled"]')?.textContent).toContain(text)
  expect(byTestId('filter-state').querySelector('[value="decided-applied"]')?.textContent).toBe(decided)
  await choose('filter-state', 'unsettled')
  expect(query()).toEqual({ state: 'unsettled' })
  expect(asked.at(-1)).toMatchObject({ state: 'unsettled' })
  byTestId('admin-files').click()
  await flushPromises()
  expect(query()).toEqual({ state: 'unsettled' })
})
