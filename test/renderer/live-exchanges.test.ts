// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import type { LiveTopic } from '../../src/renderer/composables/live.ts'
import ContradictionsPage from '../../src/renderer/features/contradictions/ContradictionsPage.vue'
import ExchangesPage from '../../src/renderer/features/exchanges/ExchangesPage.vue'
import type { SentExchange } from '../../src/shared/contract/exchanges.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const exchange: SentExchange = {
  id: 1,
  at: '2026-06-01T12:00:00.000Z',
  operator: 'ada',
  purpose: 'reset',
  backend: { id: 'b1', name: 'ERP' },
  operation: 'yunhu.getCaptcha',
  target: '13800138000',
  status: 'succeeded',
  reason: null,
  httpStatus: 200,
  durationMs: 12,
  changeId: null,
}

/** Plays a desk that has sent nothing yet, with the desk's end of the live stream. */
const quietDesk = () => {
  const sent: SentExchange[] = []
  const { desk } = deskOverRpc({
    exchanges: {
      list: on.exchanges.list.handler(() => ({
        rows: sent,
        ...{ sort: 'at' as const, nextCursor: null },
        readAt: '2026-06-01T12:00:00.000Z',
      })),
    },
    backends: { list: on.backends.list.handler(() => []) },
    contradictions: {
      list: on.contradictions.list.handler(() => [
        {
          id: 'yunhu-number-or-text' as const,
          system: 'yunhu' as const,
          operations: ['yunhu.getCaptcha'],
          readings: [],
          decision: 'Both are accepted.',
          visible: true,
          seen: sent.map(({ at, backend }) => ({
            backendId: backend.id,
            backendName: backend.name,
            environment: 'production' as const,
            firstAt: at,
            lastAt: at,
            times: 1,
          })),
        },
      ]),
    },
  })
  let say: (topic: LiveTopic) => void = () => undefined
  const watch = () =>
    Promise.resolve(
      (async function* () {
        for (;;) yield { topic: await new Promise<LiveTopic>((resolve) => (say = resolve)) }
      })(),
    )
  return {
    desk,
    watch,
    /** Records a request, and says so in the words of a topic. */
    async send(topic: LiveTopic): Promise<void> {
      sent.push(exchange)
      say(topic)
      await flushPromises()
    },
  }
}

afterEach(() => {
  document.body.innerHTML = ''
})

it('the table of exchanges shows a request as soon as it was sent', async () => {
  const { desk, watch, send } = quietDesk()
  mountWithDesk(ExchangesPage, { desk, watch, routes: ['exchanges', 'backends'] })
  await vi.waitFor(() => expect(hasTestId('exchanges-empty')).toBe(true), 15_000)
  await send('exchanges')
  await vi.waitFor(() => expect(byTestId('exchange-row').textContent).toContain('13800138000'), 15_000)
})

it('the table of exchanges is not read anew where nothing was sent', async () => {
  const { desk, watch, send } = quietDesk()
  mountWithDesk(ExchangesPage, { desk, watch, routes: ['exchanges', 'backends'] })
  await vi.waitFor(() => expect(hasTestId('exchanges-empty')).toBe(true), 15_000)
  await send('directory')
  expect(hasTestId('exchange-row')).toBe(false)
})

it('the contradictions tell of one as soon as an answer met it', async () => {
  const { desk, watch, send } = quietDesk()
  mountWithDesk(ContradictionsPage, { desk, watch, routes: ['contradictions', 'exchanges'] })
  await vi.waitFor(() => expect(hasTestId('contradiction-row')).toBe(true), 15_000)
  expect(byTestId('contradiction-row').textContent).not.toContain('ERP')
  await send('exchanges')
  await vi.waitFor(() => expect(byTestId('contradiction-row').textContent).toContain('ERP'), 15_000)
})
