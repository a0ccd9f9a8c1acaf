// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import CopyFindings from '../../src/renderer/features/audit/CopyFindings.vue'
import type { Verification } from '../../src/renderer/features/audit/verification.ts'
import type { Language } from '../../src/renderer/locales/i18n.ts'
import type { DeskClient } from '../../src/shared/contract/index.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { choose, openListPage, press, query, sortBy } from './support/list-page.ts'
import { byTestId, hasTestId } from './support/mount-with-desk.ts'

const path = '/tmp/another.latchkey'
const readAt = '2026-06-01T00:00:00.000Z'
const asked: Record<string, unknown>[] = []
type Row = Awaited<ReturnType<DeskClient['audit']['listCopyFindings']>>['rows'][number]
const found: Row = {
  kind: 'admin',
  id: 'a1',
  backendId: 'b1',
  backend: 'Ch\u202Eat',
  application: null,
  userID: '7',
  account: '<img src=x>\u202E',
  passwordChangedAt: '2026-01-01T00:00:00.000Z',
  findings: ['default', 'reused', 'stale'],
  judged: true,
  defaultKind: 'common',
  reusedBy: 2,
  reuseGroup: 2,
  score: 1,
}

afterEach(() => {
  asked.length = 0
  document.body.innerHTML = ''
})

interface Answers {
  accounts?: number
  rows?: Row[]
  sameAs?: string | null
  fails?: boolean
}
const open = async (
  { accounts = 9, rows = [found], sameAs = null, fails = false }: Answers = {},
  { verification = null, language = 'en' }: { verification?: Verification | null; language?: Language } = {},
): Promise<void> => {
  const { desk } = deskOverRpc({
    audit: {
      listCopyFindings: on.audit.listCopyFindings.handler(({ input, errors }) => {
        asked.push(input)
        if (fails) throw errors.STORE_UNAVAILABLE({ data: { problem: 'damaged', holder: null } })
        return { rows, sameAs, nextCursor: rows.length === 0 ? null : 'next', readAt }
      }),
      countCopyFindings: on.audit.countCopyFindings.handler(() => ({
        ...{ accounts, default: 1, reused: 3, weak: 0, stale: 4, notJudged: 1200, readAt },
      })),
    },
  })
  const page = defineComponent(() => () => h(CopyFindings, { path, verification }))
  await openListPage(page, { desk, routes: ['audit'], language })
  await flushPromises()
}

describe('the findings of another file', () => {
  it('stand in one row an account, as text, with nothing to be done about them here', async () => {
    await open()
    const row = byTestId('finding-row').textContent
    for (const part of ['<img src=x>[U+202E]', 'Ch[U+202E]at', 'Reused, 2 others', 'common passwords'])
      expect(row).toContain(part)
    expect(document.querySelector('img')).toBeNull()
    expect(document.body.textContent).not.toContain('\u202E')
    for (const id of ['finding-change', 'finding-user']) expect(hasTestId(id)).toBe(false)
    expect(byTestId('findings-table').textContent).not.toContain('What to do')
  })

  it('say that no signature covers them, and count them all above', async () => {
    await open()
    expect(byTestId('copy-unsigned').textContent).toContain('No signature covers this part')
    expect(byTestId('copy-accounts').textContent).toBe('9 accounts')
    const sums = byTestId('copy-sums').textContent
    for (const part of [/reused\W+3\b/i, /stale\W+4\b/i, /weak\W+0\b/i, /not judged\W+1,200/i])
      expect(sums).toMatch(part)
  })

  it('ask for one page at a time, in the order and by the filters of the URL', async () => {
    await open()
    expect(asked).toEqual([{ path, finding: 'any', descending: false, limit: 50 }])
    await choose('findings-finding', 'stale')
    await sortBy('findings-table', 'Findings')
    expect(query()).toEqual({ finding: 'stale', sort: 'findings', desc: '1' })
    await press('page-next')
    expect(query()).toMatchObject({ after: 'next', 'from-row': '1' })
    expect(asked.at(-1)).toMatchObject({ path, finding: 'stale', sort: 'findings', cursor: 'next' })
  })

  it.each([
    [9, 'en', 'nothing against any password'],
    [0, 'en', 'holds no accounts'],
    [9, 'zh-CN', '没有发现任何密码问题'],
    [0, 'zh-CN', '没有账号'],
  ] as const)('tell an empty list from an empty file: %i, %s', async (accounts, language, said) => {
    await open({ accounts, rows: [] }, { language })
    expect(byTestId('findings-empty').textContent).toContain(said)
    expect(hasTestId('copy-sums')).toBe(accounts > 0)
  })

  it('are not shown where the file does not hold what a Latchkey writes', async () => {
    await open({ fails: true })
    expect(byTestId('copy-failure').textContent).toContain('is not what a Latchkey writes')
    for (const id of ['finding-row', 'findings-empty', 'copy-unsigned']) expect(hasTestId(id)).toBe(false)
  })

  it('stand under the warning that the file was not verified', async () => {
    await open()
    expect(byTestId('copy-standing').dataset['standing']).toBe('notVerified')
  })
})
