// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, type Component } from 'vue'
import { useRoute } from 'vue-router'
import FindingsPart from '../../src/renderer/features/audit/FindingsPart.vue'
import ContradictionsPage from '../../src/renderer/features/contradictions/ContradictionsPage.vue'
import ExchangesPage from '../../src/renderer/features/exchanges/ExchangesPage.vue'
import QueuePage from '../../src/renderer/features/resets/QueuePage.vue'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import type { DeskClient } from '../../src/shared/contract/index.ts'
import { contradictions } from '../../src/shared/model/contradictions.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const readAt = '2026-06-01T00:00:00.000Z'
const asked: Record<string, unknown>[] = []

/** Mounts a page beside what its URL says. */
const open = async (page: Component, desk: DeskClient, routes: readonly string[], language?: Language) => {
  const shell = defineComponent(() => {
    const route = useRoute()
    return () => [h(page), h('output', { 'data-testid': 'query' }, JSON.stringify(route.query))]
  })
  mountWithDesk(shell, { desk, routes, ...(language === undefined ? {} : { language }) })
  await flushPromises()
}
const query = (): unknown => JSON.parse(byTestId('query').textContent)
const heading = (table: string, text: string): HTMLElement => {
  const found = [...byTestId(table).querySelectorAll('th')].find((one) => one.textContent.includes(text))
  if (found === undefined) throw new Error(`no heading ${text}`)
  return found
}
const sortBy = async (table: string, text: string): Promise<void> => {
  heading(table, text).querySelector('button')?.click()
  await flushPromises()
}
const press = async (id: string): Promise<void> => {
  byTestId(id).click()
  await flushPromises()
}
const choose = async (id: string, value: string): Promise<void> => {
  const field = byTestId(id)
  if (!(field instanceof HTMLSelectElement)) throw new Error(`${id} is no menu`)
  field.value = value
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await flushPromises()
}

afterEach(() => {
  asked.length = 0
  document.body.innerHTML = ''
})

describe('the record of requests', () => {
  const table = 'exchanges-table'
  const openPage = (): Promise<void> => {
    const { desk } = deskOverRpc({
      exchanges: {
        list: on.exchanges.list.handler(({ input }) => {
          asked.push(input)
          const row = {
            ...{ id: 7, at: readAt, operator: 'ada', purpose: 'test' as const, target: 'amy' },
            ...{ backend: { id: 'b', name: 'Chat' }, operation: 'openim.login' as const, durationMs: 9 },
            ...{ status: 'succeeded' as const, reason: null, httpStatus: 200, changeId: null },
          }
          const sort = input.status === 'succeeded' ? ('at' as const) : input.sort
          return { rows: [row], sort, nextCursor: `${input.sort}.7`, readAt }
        }),
      },
      backends: { list: on.backends.list.handler(() => []) },
    })
    return open(ExchangesPage, desk, ['exchanges', 'contradictions'])
  }

  it('is sorted by the desk, the newest first at first, as its URL says', async () => {
    await openPage()
    expect(asked.at(-1)).toEqual({ sort: 'at', descending: true, limit: 50 })
    expect(heading(table, 'When').getAttribute('aria-sort')).toBe('descending')
    expect(byTestId('page-next').textContent).toContain('Older')
    await sortBy(table, 'Duration')
    expect(query()).toEqual({ sort: 'duration' })
    expect(asked.at(-1)).toEqual({ sort: 'duration', descending: true, limit: 50 })
    expect(byTestId('page-next').textContent).not.toContain('Older')
    await press('page-next')
    expect(asked.at(-1)).toMatchObject({ sort: 'duration', cursor: 'duration.7' })
    await sortBy(table, 'Duration')
    expect(query()).toEqual({ sort: 'duration', desc: '0' })
    await sortBy(table, 'Duration')
    expect(query()).toEqual({})
    await sortBy(table, 'When')
    expect(asked.at(-1)).toEqual({ sort: 'at', descending: false, limit: 50 })
    expect(byTestId('page-next').textContent).not.toContain('Older')
    for (const [text, sort] of [
      ['Operation', 'operation'],
      ['About', 'target'],
      ['Backend', 'backend'],
      ['Outcome', 'status'],
    ] as const) {
      await sortBy(table, text)
      expect(asked.at(-1)).toEqual({ sort, descending: false, limit: 50 })
      expect(heading(table, text).getAttribute('aria-sort')).toBe('ascending')
    }
  })

  it('says so where it cannot be given in the order that was asked for', async () => {
    await openPage()
    await sortBy(table, 'Operation')
    expect(hasTestId('exchanges-unsorted')).toBe(false)
    await choose('filter-status', 'succeeded')
    expect(byTestId('exchanges-unsorted').textContent).toContain('too many requests')
    expect(heading(table, 'Operation').getAttribute('aria-sort')).toBeNull()
    expect(heading(table, 'When').getAttribute('aria-sort')).toBe('descending')
    await press('clear-filters')
    expect(query()).toEqual({ sort: 'operation', desc: '0' })
    expect(hasTestId('exchanges-unsorted')).toBe(false)
  })
})

describe('the queue of the reset desk', () => {
  const table = 'resets-table'
  const openPage = (): Promise<void> => {
    const { desk } = deskOverRpc({
      resetDesk: {
        list: on.resetDesk.list.handler(({ input }) => {
          asked.push(input)
          const backend = { id: 'b', name: 'ERP', environment: 'staging' as const, isBuiltIn: false }
          const row = {
            ...{
              id: 'r-4',
              number: 4,
              backend,
              system: 'yunhu' as const,
              account: '139',
              uid: '',
              appid: '',
            },
            ...{ nickname: '', caller: '', reason: 'forgot', ticket: 'T-9', state: 'opened' as const },
            ...{
              codeExpiresAt: null,
              codeEnd: null,
              isCodeUnclear: false,
              openedBy: 'ada',
              openedAt: readAt,
            },
            ...{ closedBy: null, closedAt: null },
          }
          const sort = input.show === 'resolved' ? null : (input.sort ?? null)
          return { rows: [row], sort, open: 1, nextCursor: 'state.4', readAt }
        }),
      },
    })
    return open(QueuePage, desk, ['resets'])
  }

  it('has the open ones first at first, and is sorted by the desk as its URL says', async () => {
    await openPage()
    expect(asked.at(-1)).toEqual({ descending: false, limit: 50 })
    expect(document.querySelector('[aria-sort]')).toBeNull()
    await sortBy(table, 'State')
    expect(query()).toEqual({ sort: 'state' })
    expect(heading(table, 'State').getAttribute('aria-sort')).toBe('ascending')
    await press('page-next')
    expect(asked.at(-1)).toEqual({ sort: 'state', descending: false, cursor: 'state.4', limit: 50 })
    await sortBy(table, 'State')
    expect(query()).toEqual({ sort: 'state', desc: '1' })
    await sortBy(table, 'State')
    expect(query()).toEqual({})
    for (const [text, sort, descending] of [
      ['No.', 'number', true],
      ['User', 'user', false],
      ['Backend', 'backend', false],
      ['Ticket', 'ticket', false],
      ['Opened', 'opened', true],
    ] as const) {
      await sortBy(table, text)
      expect(asked.at(-1)).toEqual({ sort, descending, limit: 50 })
    }
  })

  it('says so where it cannot be given in the order that was asked for', async () => {
    await openPage()
    await choose('resets-show', 'resolved')
    expect(hasTestId('resets-unsorted')).toBe(false)
    await sortBy(table, 'User')
    expect(query()).toEqual({ show: 'resolved', sort: 'user' })
    expect(byTestId('resets-unsorted').textContent).toContain('too many requests')
    expect(document.querySelector('[aria-sort]')).toBeNull()
  })
})

it('sorts contradictions by where they were met, those that never were last', async () => {
  const places: Record<number, (string | null)[]> = { 0: ['Zebra'], 2: ['alpha', 'Beta'], 3: [null] }
  const seen = (name: string | null) => ({
    ...{ backendId: name ?? 'gone', backendName: name, firstAt: readAt, lastAt: readAt, times: 1 },
  })
  const records = contradictions.slice(0, 4).map(({ id, system, operations, readings, decision }, at) => ({
    ...{ id, system, operations: [...operations], readings: [...readings], decision, visible: true },
    seen: (places[at] ?? []).map(seen),
  }))
  const { desk } = deskOverRpc({ contradictions: { list: on.contradictions.list.handler(() => records) } })
  await open(ContradictionsPage, desk, ['contradictions', 'exchanges'])
  const shown = (): (string | undefined)[] =>
    [...document.querySelectorAll<HTMLElement>('[data-testid=contradiction-row]')].map(
      (row) => row.dataset['id'],
    )
  const [zebra, never, alpha, gone] = records.map(({ id }) => id)
  await sortBy('contradictions-table', 'Where')
  expect(query()).toEqual({ sort: 'where', desc: '0' })
  expect(shown()).toEqual([alpha, gone, zebra, never])
  await sortBy('contradictions-table', 'Where')
  expect(shown()).toEqual([zebra, gone, alpha, never])
  await sortBy('contradictions-table', 'Documents')
  expect(heading('contradictions-table', 'Documents').getAttribute('aria-sort')).toBe('ascending')
})

it('has findings searched by the name of the built-in backend that the page shows', async () => {
  const counts = { accounts: 1, default: 0, reused: 0, weak: 0, stale: 0, notJudged: 0 }
  const { desk } = deskOverRpc({
    findings: {
      list: on.findings.list.handler(({ input }) => {
        asked.push(input)
        return { rows: [], nextCursor: null, readAt }
      }),
      summary: on.findings.summary.handler(() => ({ ...counts, readAt })),
    },
  })
  await open(FindingsPart, desk, ['audit', 'admins', 'users'], 'zh-CN')
  expect(asked.at(-1)).not.toHaveProperty('builtInName')
  typeInto('findings-search', '内置')
  await expect.poll(() => asked.at(-1)).toMatchObject({ search: '内置', builtInName: '内置后端' })
})
