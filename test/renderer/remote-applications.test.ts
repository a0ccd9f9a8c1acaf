// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import ApplicationsPage from '../../src/renderer/features/applications/ApplicationsPage.vue'
import type { RemoteApplication } from '../../src/shared/contract/applications.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const elsewhere = (appid: string, backend: string): RemoteApplication => ({
  backendId: backend,
  backend,
  environment: 'production',
  appid,
  tokenValidation: null,
  allowPasswordChange: null,
  differs: [],
})
const { desk } = deskOverRpc({
  applications: {
    list: on.applications.list.handler(() => ({
      rows: [],
      nextCursor: null,
      readAt: '2026-06-01T00:00:00.000Z',
    })),
    remote: on.applications.remote.handler(() => [
      elsewhere('mall-1', 'Beijing'),
      elsewhere('shop-1', 'Beijing'),
      elsewhere('shop-2', 'Shanghai Mall'),
    ]),
  },
})
const shown = (): string[] =>
  [...document.querySelectorAll('[data-testid="remote-row"] .mono')].map((cell) => cell.textContent.trim())
const search = async (text: string): Promise<void> => {
  typeInto('applications-search', text)
  await expect.poll(() => shown().length).not.toBe(3)
}

afterEach(() => {
  document.body.innerHTML = ''
})

it.each([
  ['en', 'MALL', 'No application of another backend'],
  ['zh-CN', 'mall', '没有符合搜索条件的应用'],
] as const)(
  'applications elsewhere are found by their appid and by their backend: %s',
  async (language, text, says) => {
    mountWithDesk(ApplicationsPage, { desk, language, routes: ['applications', 'exchanges', 'backends'] })
    await flushPromises()
    expect(shown()).toHaveLength(3)
    await search(text)
    expect(shown()).toEqual(['mall-1', 'shop-2'])
    await search('nothing like it')
    await expect.poll(() => hasTestId('remote-filtered')).toBe(true)
    expect(byTestId('remote-filtered').textContent).toContain(says)
    expect(hasTestId('remote-none')).toBe(false)
  },
)
