// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import FindingsPart from '../../src/renderer/features/audit/FindingsPart.vue'
import ContradictionsPage from '../../src/renderer/features/contradictions/ContradictionsPage.vue'
import ExchangesPage from '../../src/renderer/features/exchanges/ExchangesPage.vue'
import QueuePage from '../../src/renderer/features/resets/QueuePage.vue'
import { contradictions } from '../../src/shared/model/contradictions.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { choose, heading, openListPage, press, query, sortBy } from './support/list-page.ts'
import { byTestId, hasTestId, typeInto } from './support/mount-with-desk.ts'

const readAt = '2026-06-01T00:00:00.000Z'
const asked: Record<string, unknown>[] = []

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
    return openListPage(ExchangesPage, { desk, routes: ['exchanges', 'contradictions'] })
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
              isUnderWay: false,
              isCodeUnclear: false,
              openedBy: 'ada',
              openedAt: readAt,
            },
            ...{ closedBy: null, closedAt: null },
          }
          const sort = input.show === 'resolved' ? null : (input.sort ?? null)
          const rows = input.show === 'declined' ? [] : [row]
          return { rows, sort, open: 1, nextCursor: 'state.4', readAt }
        }),
      },
    })
    return openListPage(QueuePage, { desk, routes: ['resets'] })
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

  it('looks further where none was found so far, and does not call that none', async () => {
    await openPage()
    await choose('resets-show', 'declined')
    expect(hasTestId('resets-empty')).toBe(false)
    expect(byTestId('resets-so-far').textContent).toContain('so far')
    await press('resets-further')
    expect(asked.at(-1)).toMatchObject({ show: 'declined', cursor: 'state.4' })
  })
})

it('sorts contradictions by where they were met, those that never were last', async () => {
  const places: Record<number, (string | null)[]> = { 0: ['Zebra'], 2: ['alpha', 'Beta'], 3: [null] }
  const seen = (name: string | null) => ({
    ...{ backendId: name ?? 'gone', backendName: name, environment: null },
    ...{ firstAt: readAt, lastAt: readAt, times: 1 },
  })
  const records = contradictions.slice(0, 4).map(({ id, system, operations, readings, decision }, at) => ({
    ...{ id, system, operations: [...operations], readings: [...readings], decision, visible: true },
    seen: (places[at] ?? []).map(seen),
  }))
  const { desk } = deskOverRpc({ contradictions: { list: on.contradictions.list.handler(() => records) } })
  await openListPage(ContradictionsPage, { desk, routes: ['contradictions', 'exchanges'] })
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
        return { rows: [], sameAs: null, nextCursor: null, readAt }
      }),
      summary: on.findings.summary.handler(() => ({ ...counts, readAt })),
    },
  })
  await openListPage(FindingsPart, { desk, routes: ['audit', 'admins', 'users'], language: 'zh-CN' })
  expect(asked.at(-1)).not.toHaveProperty('builtInName')
  typeInto('findings-search', '内置')
  await expect.poll(() => asked.at(-1)).toMatchObject({ search: '内置', builtInName: '内置后端' })
})
