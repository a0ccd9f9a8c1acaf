// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import CopyEvents from '../../src/renderer/features/audit/CopyEvents.vue'
import type { Verification } from '../../src/renderer/features/audit/verification.ts'
import type { AuditEvent, AuditReport } from '../../src/shared/contract/audit.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { choose, openListPage, press, query, sortBy } from './support/list-page.ts'
import { byTestId, hasTestId } from './support/mount-with-desk.ts'

const path = '/tmp/another.latchkey'
const readAt = '2026-06-01T00:00:00.000Z'
const asked: Record<string, unknown>[] = []
const hostile: AuditEvent = {
  ...{ seq: 7, at: 'yesterday', actor: 'mal\u202Elory', action: 'operator.dreamt', result: 'perhaps' },
  ...{
    target: `<img src=x onerror=alert(1)>${'x'.repeat(9000)}end`,
    hash: '\u200B',
    detail: { '\u202Ename': '[1]' },
  },
}
const report: AuditReport = {
  ...{
    verdict: 'tampered',
    events: 9,
    bad: [],
    unproven: [],
    structure: [],
    checkpoints: 1,
    unsignedTail: 0,
  },
  ...{ tail: [], newestAnchorAt: null, newestAnchorAgeMs: null, key: 'own', rowMacs: 'not-checked' },
  badRows: [],
}

afterEach(() => {
  asked.length = 0
  document.body.innerHTML = ''
})

const open = async (
  verification: Verification | null,
  { total = 9, unnumbered = 0 }: { total?: number | null; unnumbered?: number } = {},
): Promise<void> => {
  const { desk } = deskOverRpc({
    audit: {
      listCopy: on.audit.listCopy.handler(({ input }) => {
        asked.push(input)
        return { events: [hostile], next: 7, total, unnumbered, readAt }
      }),
      copyFacets: on.audit.copyFacets.handler(() => ({
        actors: [{ mark: 'abc123', name: 'mal\u202Elory' }],
        actions: ['operator.locked' as const],
      })),
    },
  })
  const page = defineComponent(() => () => h(CopyEvents, { path, verification }))
  await openListPage(page, { desk, routes: ['audit'] })
  await flushPromises()
}
const standing = (): string | undefined => byTestId('copy-standing').dataset['standing']

describe('the events of another file', () => {
  it('show what it holds as text, with every sign, and nothing of it runs', async () => {
    await open(null)
    const row = byTestId('audit-row').textContent
    for (const part of ['yesterday', 'mal[U+202E]lory', 'operator.dreamt', 'perhaps', '<img src=x'])
      expect(row).toContain(part)
    expect(row.length).toBeLessThan(500)
    expect(document.querySelector('img')).toBeNull()
    byTestId('audit-row').click()
    await flushPromises()
    const drawer = byTestId('event-drawer').textContent
    for (const part of ['[U+202E]name', '[1]', '[U+200B]', 'yesterday', '<img', 'xxend'])
      expect(drawer).toContain(part)
    expect(document.body.textContent).not.toContain('\u202E')
  })

  it('keep their state in the URL, and nothing that the file holds', async () => {
    await open(null)
    expect(asked).toEqual([{ path, oldestFirst: false, limit: 50 }])
    await choose('filter-actor', 'abc123')
    expect(query()).toEqual({ actor: 'abc123' })
    expect(asked.at(-1)).toMatchObject({ path, actor: 'mal\u202Elory' })
    await choose('filter-action', 'operator.locked')
    await sortBy('audit-table', 'When')
    expect(query()).toEqual({ actor: 'abc123', action: 'operator.locked', desc: '0' })
    expect(asked.at(-1)).toMatchObject({ action: 'operator.locked', oldestFirst: true })
    await press('page-next')
    expect(query()).toMatchObject({ after: '7', 'from-row': '1' })
    expect(asked.at(-1)).toMatchObject({ after: 7 })
  })

  it.each([
    [null, 'notVerified'],
    [{ phase: 'running', checked: 1, total: 2 }, 'running'],
    [{ phase: 'stopped' }, 'notVerified'],
    [{ phase: 'done', report, at: readAt }, 'tampered'],
    [{ phase: 'done', report: { ...report, verdict: 'unreadable' }, at: readAt }, 'unreadable'],
  ] as const)('say above them what they are worth', async (verification, expected) => {
    await open(verification)
    expect(standing()).toBe(expected)
  })

  it.each(['verified', 'consistent'] as const)(
    'say nothing against them where the file is %s',
    async (verdict) => {
      await open({ phase: 'done', report: { ...report, verdict }, at: readAt })
      expect(hasTestId('copy-standing')).toBe(false)
      expect(hasTestId('copy-cut')).toBe(false)
      expect(hasTestId('copy-unnumbered')).toBe(false)
      expect(byTestId('copy-count').textContent).toBe('9 events')
    },
  )

  it('say that some are missing where the file cannot be gone through, and give no number', async () => {
    await open(null, { total: null, unnumbered: 2 })
    expect(byTestId('copy-cut').textContent).toContain('nobody can count them')
    expect(byTestId('copy-unnumbered').textContent).toContain('2 rows are not listed')
    expect(hasTestId('copy-count')).toBe(false)
  })
})
