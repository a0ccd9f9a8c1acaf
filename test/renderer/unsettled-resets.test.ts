// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import QueuePage from '../../src/renderer/features/resets/QueuePage.vue'
import UnsettledResets from '../../src/renderer/features/resets/UnsettledResets.vue'
import { messages } from '../../src/renderer/locales/i18n.ts'
import type { ChangeView } from '../../src/shared/contract/changes.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const languages = ['en', 'zh-CN'] as const
const view: ChangeView = {
  id: 'c1',
  state: 'unknown',
  operation: 'shuidi.findPassword',
  subject: { kind: 'user', name: '13900000001', accountId: null, system: 'shuidi' },
  backend: { id: 'b1', name: 'ERP', environment: 'staging' },
  resetId: null,
  operator: 'sam',
  startedAt: '2030-01-01T00:00:00.000Z',
  sentAt: '2030-01-01T00:00:01.000Z',
  endedAt: null,
  outcome: null,
  sessions: 'not-known',
  settlesAt: null,
  settledBy: null,
  probes: [],
  probesLeft: 0,
  takesFreshCode: true,
}
const open = async (
  given: Partial<ChangeView>[],
  language: (typeof languages)[number] = 'en',
  page: object = UnsettledResets,
) => {
  const decided: unknown[] = []
  let rows = given.map((one, at) => ({ ...view, id: `c${String(at + 1)}`, ...one }))
  let reads = 0
  const { desk } = deskOverRpc({
    changes: {
      open: on.changes.open.handler(() => {
        reads++
        return { rows, readAt: view.startedAt }
      }),
      decide: on.changes.decide.handler(({ input }) => {
        decided.push(input)
        rows = []
        return { ...view, state: 'verified', settledBy: 'sam' }
      }),
    },
    resetDesk: {
      list: on.resetDesk.list.handler(() => ({
        ...{ rows: [], sort: null, open: 0, nextCursor: null, readAt: view.startedAt },
      })),
    },
  })
  mountWithDesk(page, { desk, language, routes: ['resets'] })
  await vi.waitFor(() => {
    expect(reads).toBe(1)
  }, 15_000)
  await flushPromises()
  return decided
}
const settle = async (): Promise<void> => {
  byTestId('unsettled-settle').click()
  await vi.waitFor(() => byTestId('settle-reset'), 15_000)
}
const mayDecide = (): boolean => !byTestId('settle-reset-decide').hasAttribute('disabled')

afterEach(() => {
  document.body.innerHTML = ''
})

it.each(languages)('names the resets that stand on no request, and no other change: %s', async (language) => {
  const admin = { kind: 'admin', name: 'chatAdmin', accountId: 'a1', system: 'openim' } as const
  await open([{}, { resetId: 'r1' }, { subject: admin }], language)
  expect(document.querySelectorAll('[data-testid="unsettled-change"]')).toHaveLength(1)
  const text = byTestId('unsettled').textContent
  expect(text).toContain('13900000001')
  expect(text).toContain(messages[language].resets.unsettled.means)
  expect(text).not.toContain('chatAdmin')
})

it('stands above the queue', async () => {
  await open([{}], 'en', QueuePage)
  expect(byTestId('unsettled').textContent).toContain('13900000001')
})

it('is not there where every reset stands on a request', async () => {
  await open([{ resetId: 'r1' }])
  expect(hasTestId('unsettled')).toBe(false)
})

it('takes a word only with an outcome and the name, and is gone then', async () => {
  const decided = await open([{}])
  await settle()
  expect(byTestId('settle-reset-proof').textContent).toContain(messages.en.resets.unsettled.byCode)
  typeInto('settle-reset-name', '13900000001')
  await flushPromises()
  expect(mayDecide()).toBe(false)
  byTestId('settle-reset-not-applied').click()
  await flushPromises()
  byTestId('settle-reset-decide').click()
  await vi.waitFor(() => {
    expect(hasTestId('unsettled')).toBe(false)
  }, 15_000)
  expect(decided).toEqual([{ changeId: 'c1', outcome: 'not-applied', confirmation: '13900000001' }])
  expect(hasTestId('settle-reset')).toBe(false)
})

it('takes none before its time', async () => {
  const decided = await open([{ settlesAt: new Date(Date.now() + 90_000).toISOString(), probesLeft: 3 }])
  await settle()
  expect(hasTestId('settle-reset-wait')).toBe(true)
  expect(byTestId('settle-reset-proof').textContent).toContain(messages.en.resets.unsettled.bySignIn)
  byTestId('settle-reset-applied').click()
  typeInto('settle-reset-name', '13900000001')
  await flushPromises()
  expect(mayDecide()).toBe(false)
  byTestId('settle-reset-decide').click()
  await flushPromises()
  expect(decided).toEqual([])
})
