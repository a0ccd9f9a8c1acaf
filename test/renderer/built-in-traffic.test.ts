// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import { deskKey } from '../../src/renderer/composables/desk.ts'
import type { DeskClient } from '../../src/shared/contract/index.ts'
import type { ServedRule } from '../../src/shared/model/served-rules.ts'
import OutboxCard from '../../src/renderer/features/built-in/OutboxCard.vue'
import RequestsCard from '../../src/renderer/features/built-in/RequestsCard.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { choose } from './support/list-page.ts'
import {
  accessTo,
  byTestId,
  hasTestId,
  listeningUntilEnd,
  standingUntilEnd,
} from './support/mount-with-desk.ts'

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

/** Opens a card where it stands in the history of the window, at an address; gives what unmounts it. */
const openCard = async (card: Component, desk: DeskClient, path = '/built-in#outbox') => {
  const router = listeningUntilEnd(
    createRouter({ history: createWebHashHistory(), routes: [{ path: '/built-in', component: card }] }),
  )
  await router.push(path)
  const provide = { [deskKey as symbol]: accessTo(desk) }
  const plugins = [createPinia(), router]
  const wrapper = standingUntilEnd(mount(card, { attachTo: document.body, global: { plugins, provide } }))
  return {
    router,
    unmount() {
      wrapper.unmount()
    },
  }
}

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
    await openCard(RequestsCard, desk)
    await settled('requests-table')
    expect(hasTestId('request-details')).toBe(false)
    await press('request-row')
    expect(byTestId('request-details').textContent).toContain('pass: ******')
    expect(byTestId('request-details').textContent).toContain('code: 200')
    await press('request-row')
    expect(hasTestId('request-details')).toBe(false)
  })

  it('lead to older ones and back to the newest', async () => {
    const { router } = await openCard(RequestsCard, desk)
    await settled('requests-table')
    expect(paths()).toEqual(['/call/9', '/call/8'])
    await press('page-next')
    await vi.waitFor(() => {
      expect(paths()).toEqual(['/call/7'])
    }, 15_000)
    expect(router.currentRoute.value.query).toEqual({ 'requests-after': '8', 'requests-from-row': '2' })
    expect(router.currentRoute.value.hash).toBe('#outbox')
    await press('page-previous')
    await vi.waitFor(() => {
      expect(paths()).toEqual(['/call/9', '/call/8'])
    }, 15_000)
    expect(router.currentRoute.value.query).toEqual({})
  })

  it('keep their place and their rule in the address, so that a reload shows the same', async () => {
    const asked: object[] = []
    const recording = deskOverRpc({
      builtIn: {
        requests: on.builtIn.requests.handler(({ input }) => {
          asked.push(input)
          const first = input.before === undefined
          const rows = first ? [served(9, true), served(8, false)] : [served(7, true)]
          const rules = [{ rule: 'nobase.account-locked' as const, count: 3 }]
          return { rows, rules, nextBefore: first ? 8 : null, readAt: at }
        }),
      },
    })
    const before = await openCard(RequestsCard, recording.desk, '/built-in?outbox-after=4')
    await settled('filter-rule')
    await choose('filter-rule', 'nobase.account-locked')
    await press('page-next')
    await vi.waitFor(() => {
      expect(paths()).toEqual(['/call/7'])
    }, 15_000)
    const { fullPath, query } = before.router.currentRoute.value
    expect(query).toEqual({
      'outbox-after': '4',
      rule: 'nobase.account-locked',
      'requests-after': '8',
      'requests-from-row': '2',
    })
    before.unmount()
    asked.length = 0
    const after = await openCard(RequestsCard, recording.desk, fullPath)
    await settled('requests-table')
    expect(asked).toEqual([{ before: 8, limit: 50, rule: 'nobase.account-locked' }])
    await choose('filter-rule', '')
    await vi.waitFor(() => {
      expect(asked.at(-1)).toEqual({ limit: 50 })
    }, 15_000)
    expect(after.router.currentRoute.value.query).toEqual({ 'outbox-after': '4' })
  })

  it('say of a page that emptied that it is the page, and lead to the newest', async () => {
    const emptied = deskOverRpc({
      builtIn: {
        requests: on.builtIn.requests.handler(({ input }) => {
          const rows = input.before === undefined ? [served(9, true)] : []
          return { rows, rules: [], nextBefore: null, readAt: at }
        }),
      },
    })
    await openCard(RequestsCard, emptied.desk, '/built-in?requests-after=3&requests-from-row=50')
    await settled('page-emptied')
    expect(document.body.textContent).not.toContain('Nobody has called yet')
    await press('page-first')
    await settled('requests-table')
    expect(paths()).toEqual(['/call/9'])
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
    await openCard(OutboxCard, desk)
    await settled('outbox-reveal')
    expect(hasTestId('secret-text')).toBe(false)
    await press('outbox-reveal')
    await settled('secret-text')
    expect(byTestId('secret-text').textContent).toBe('code of 3')
    expect(notes.asked).toBe(1)
  })

  it('shows none when the password is not given', async () => {
    const { desk } = outboxFor(false)
    await openCard(OutboxCard, desk)
    await settled('outbox-reveal')
    await press('outbox-reveal')
    await settled('failure')
    expect(hasTestId('secret-text')).toBe(false)
  })
})
