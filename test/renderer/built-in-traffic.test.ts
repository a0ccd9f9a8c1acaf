// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ServedRule } from '../../src/shared/model/served-rules.ts'
import OutboxCard from '../../src/renderer/features/built-in/OutboxCard.vue'
import RequestsCard from '../../src/renderer/features/built-in/RequestsCard.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const at = '2026-01-01T00:00:00.000Z'
const served = (id: number, kept: boolean, rule: ServedRule | null = null) => ({
  id,
  at,
  method: 'POST',
  path: `/call/${id}`,
  httpStatus: 200,
  durationMs: 4.2,
  request: kept ? 'appid: app-1001\npass: ******' : '',
  response: kept ? 'code: 200' : '',
  rule,
})
const settled = async (id: string): Promise<void> => {
  await vi.waitFor(async () => {
    await flushPromises()
    expect(hasTestId(id)).toBe(true)
  }, 15_000)
}
const press = async (id: string): Promise<void> => {
  byTestId(id).click()
  await flushPromises()
}
const paths = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>('[data-testid="request-row"]')].map((row) => row.dataset['path'])

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the requests of the built-in backend', () => {
  const { desk } = deskOverRpc({
    builtIn: {
      requests: on.builtIn.requests.handler(({ input }) =>
        input.before === undefined
          ? { rows: [served(9, true), served(8, false)], rules: [], nextBefore: 8, readAt: at }
          : { rows: [served(input.before - 1, true)], rules: [], nextBefore: null, readAt: at },
      ),
    },
  })

  it('open to what was asked and answered, one by one', async () => {
    mountWithDesk(RequestsCard, { desk })
    await settled('requests-table')
    expect(hasTestId('request-details')).toBe(false)
    await press('request-row')
    expect(byTestId('request-details').textContent).toContain('pass: ******')
    expect(byTestId('request-details').textContent).toContain('code: 200')
    await press('request-row')
    expect(hasTestId('request-details')).toBe(false)
  })

  it('lead to older ones and back to the newest', async () => {
    mountWithDesk(RequestsCard, { desk })
    await settled('requests-table')
    expect(paths()).toEqual(['/call/9', '/call/8'])
    await press('page-next')
    await vi.waitFor(() => {
      expect(paths()).toEqual(['/call/7'])
    }, 15_000)
    await press('page-previous')
    await vi.waitFor(() => {
      expect(paths()).toEqual(['/call/9', '/call/8'])
    }, 15_000)
  })
})

describe('the outbox', () => {
  const outboxFor = (stepUp: boolean) => {
    let refused = false
    return deskOverRpc(
      {
        builtIn: {
          outbox: on.builtIn.outbox.handler(() => ({
            rows: [
              {
                id: 3,
                channel: 'sms' as const,
                to: '13800138000',
                purpose: 'reset' as const,
                codeid: 5,
                at,
                expiresAt: at,
              },
            ],
            nextBefore: null,
            readAt: at,
          })),
          revealCode: on.builtIn.revealCode.handler(({ input, errors }) => {
            if (!refused) {
              refused = true
              throw errors.STEP_UP_REQUIRED()
            }
            return { code: `code of ${input.id}` }
          }),
        },
      },
      { stepUp: () => Promise.resolve(stepUp) },
    )
  }

  it('shows a code once the password was given again', async () => {
    const { desk, notes } = outboxFor(true)
    mountWithDesk(OutboxCard, { desk })
    await settled('outbox-reveal')
    expect(hasTestId('secret-text')).toBe(false)
    await press('outbox-reveal')
    await settled('secret-text')
    expect(byTestId('secret-text').textContent).toBe('code of 3')
    expect(notes.asked).toBe(1)
  })

  it('shows none when the password is not given', async () => {
    const { desk } = outboxFor(false)
    mountWithDesk(OutboxCard, { desk })
    await settled('outbox-reveal')
    await press('outbox-reveal')
    await settled('failure')
    expect(hasTestId('secret-text')).toBe(false)
  })
})
