// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import ApplicationsPage from '../../src/renderer/features/applications/ApplicationsPage.vue'
import { useSavedChange } from '../../src/renderer/features/applications/saved-change.ts'
import type { Application } from '../../src/shared/contract/applications.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const before: Application = {
  appid: 'app-1001',
  name: 'Mall',
  allowPasswordChange: true,
  tokenValidation: false,
  status: 'normal',
  developerStatus: 'normal',
  developerOverdueDays: 0,
  accountLength: { min: 1, max: 64 },
  passwordLength: { min: 1, max: 64 },
}
const after = { ...before, allowPasswordChange: false }
const isOnPage = ref(true)

const open = async (): Promise<void> => {
  const { desk } = deskOverRpc({
    applications: {
      list: on.applications.list.handler(() => ({
        rows: [{ ...after, damaged: false as const }],
        nextCursor: null,
        readAt: '2026-06-01T00:00:00.000Z',
      })),
      remote: on.applications.remote.handler(() => []),
      preview: on.applications.preview.handler(() => ({
        examined: 0,
        from: null,
        notKept: 0,
        differ: 0,
        mayDiffer: 0,
        answeredOtherwise: 0,
        groups: [],
        newest: [],
        readAt: '2026-06-01T00:00:00.000Z',
      })),
    },
  })
  const shell = defineComponent(() => {
    useSavedChange().done = { before, after, isUndo: false }
    return () => (isOnPage.value ? h(ApplicationsPage) : h('p'))
  })
  mountWithDesk(shell, { desk, routes: ['applications', 'exchanges', 'backends'] })
  await flushPromises()
}

afterEach(() => {
  isOnPage.value = true
  document.body.innerHTML = ''
})

it('can still be undone after another page was looked at, and not after its notice was closed', async () => {
  await open()
  expect(byTestId('application-saved').textContent).toContain('Mall')
  isOnPage.value = false
  await nextTick()
  expect(hasTestId('application-saved')).toBe(false)
  isOnPage.value = true
  await flushPromises()
  byTestId('application-undo').click()
  await flushPromises()
  expect(byTestId('application-dialog').textContent).toContain('Mall')
  expect(byTestId('application-allow-password-change').getAttribute('aria-checked')).toBe('true')
  byTestId('application-saved').querySelector<HTMLElement>('[aria-label="Close"]')?.click()
  isOnPage.value = false
  await nextTick()
  isOnPage.value = true
  await flushPromises()
  expect(hasTestId('application-saved')).toBe(false)
})
