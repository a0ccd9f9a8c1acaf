// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { useRoute } from 'vue-router'
import FindingsPart from '../../src/renderer/features/audit/FindingsPart.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk } from './support/mount-with-desk.ts'

const readAt = '2026-06-01T00:00:00.000Z'
const asked: Record<string, unknown>[] = []
const rowOf = (account: string, reusedBy: number) => ({
  ...{ kind: 'admin' as const, id: `id-${account}`, backendId: 'b-1', backend: 'Chat', application: null },
  environment: 'staging' as const,
  ...{ userID: '1', account, passwordChangedAt: null, findings: ['reused' as const, 'weak' as const] },
  ...{ judged: true, defaultKind: null, reusedBy, reuseGroup: reusedBy === 0 ? null : 2, score: 1 },
})

/** Mounts the findings beside what their URL says; `others` says how many share the password of `root`. */
const open = async (others: number): Promise<void> => {
  const { desk } = deskOverRpc({
    findings: {
      list: on.findings.list.handler(({ input }) => {
        asked.push(input)
        const rows = [rowOf('root', others), ...(others === 0 ? [] : [rowOf('ops', others)])]
        return { rows, sameAs: input.sameAs === undefined ? null : 'root', nextCursor: null, readAt }
      }),
      summary: on.findings.summary.handler(() => ({
        ...{ accounts: 2, default: 0, reused: 2, weak: 2, stale: 0, notJudged: 0 },
        readAt,
      })),
    },
  })
  const shell = defineComponent(() => {
    const route = useRoute()
    return () => [h(FindingsPart), h('output', { 'data-testid': 'query' }, JSON.stringify(route.query))]
  })
  mountWithDesk(shell, { desk, routes: ['audit', 'admins', 'users'] })
  await flushPromises()
}
const query = (): unknown => JSON.parse(byTestId('query').textContent)

afterEach(() => {
  asked.length = 0
  document.body.innerHTML = ''
})

it('a reused password leads to the accounts that have it, by the URL, and back', async () => {
  await open(1)
  expect(hasTestId('findings-same')).toBe(false)
  expect(byTestId('finding-same').textContent).toBe('Reused, 1 other')
  byTestId('finding-same').click()
  await flushPromises()
  expect(query()).toEqual({ tab: 'findings', same: 'admin.id-root' })
  expect(asked.at(-1)).toMatchObject({ finding: 'any', sameAs: { kind: 'admin', id: 'id-root' } })
  expect(byTestId('findings-same').textContent).toContain('root')
  byTestId('findings-same-leave').click()
  await flushPromises()
  expect(query()).toEqual({ tab: 'findings' })
  expect(asked.at(-1)).not.toHaveProperty('sameAs')
  expect(hasTestId('findings-same')).toBe(false)
})

it('whom nobody is known to share with leads nowhere', async () => {
  await open(0)
  expect(byTestId('finding-row').textContent).toContain('Reused')
  expect(hasTestId('finding-same')).toBe(false)
})
