// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import ApplicationsPage from '../../src/renderer/features/applications/ApplicationsPage.vue'
import EventsPart from '../../src/renderer/features/audit/EventsPart.vue'
import FindingsPart from '../../src/renderer/features/audit/FindingsPart.vue'
import RotationsPage from '../../src/renderer/features/rotation/RotationsPage.vue'
import type { RotationRecord } from '../../src/shared/contract/rotations.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { choose, heading, openListPage, press, query, sortBy } from './support/list-page.ts'
import { byTestId, hasTestId } from './support/mount-with-desk.ts'

const readAt = '2026-06-01T00:00:00.000Z'
const asked: Record<string, unknown>[] = []

afterEach(() => {
  asked.length = 0
  document.body.innerHTML = ''
})

describe('the table of applications', () => {
  const table = 'applications-table'
  const openPage = (): Promise<void> => {
    const { desk } = deskOverRpc({
      applications: {
        list: on.applications.list.handler(({ input }) => {
          asked.push(input)
          const row = { appid: 'app-1001', name: 'Mall', damaged: true as const }
          return { rows: input.status === 'stopped' ? [] : [row], nextCursor: 'app-1001', readAt }
        }),
        remote: on.applications.remote.handler(() => []),
      },
    })
    return openListPage(ApplicationsPage, { desk, routes: ['applications', 'backends'] })
  }

  it('is sorted by the desk, up, down and by appid again, as its URL says', async () => {
    await openPage()
    expect(asked.at(-1)).toEqual({ sort: 'appid', descending: false, limit: 50 })
    await sortBy(table, 'Application')
    expect(query()).toEqual({ sort: 'name' })
    expect(heading(table, 'Application').getAttribute('aria-sort')).toBe('ascending')
    await press('page-next')
    expect(asked.at(-1)).toMatchObject({ sort: 'name', descending: false, cursor: 'app-1001' })
    await sortBy(table, 'Application')
    expect(query()).toEqual({ sort: 'name', desc: '1' })
    expect(asked.at(-1)).toEqual({ sort: 'name', descending: true, limit: 50 })
    await sortBy(table, 'Application')
    expect(query()).toEqual({})
    expect(document.querySelector('[aria-sort]')).toBeNull()
    await sortBy(table, 'Status')
    expect(asked.at(-1)).toMatchObject({ sort: 'status', descending: false })
    expect(heading(table, 'Password change').querySelector('button')).toBeNull()
  })

  it('is narrowed by status and flags, and says so where nothing is left', async () => {
    await openPage()
    await choose('filter-password-change', 'off')
    await choose('filter-token-validation', 'on')
    await choose('filter-developer', 'overdue')
    expect(query()).toEqual({ 'password-change': 'off', 'token-validation': 'on', developer: 'overdue' })
    expect(asked.at(-1)).toMatchObject({
      allowPasswordChange: false,
      tokenValidation: true,
      developerStatus: 'overdue',
    })
    expect(asked.at(-1)).not.toHaveProperty('status')
    await choose('filter-status', 'stopped')
    expect(byTestId('applications-empty').textContent).toContain('fits the search and filters')
    await press('clear-filters')
    expect(query()).toEqual({})
  })
})

describe('the table of rotations', () => {
  const table = 'rotations-table'
  const rotation: RotationRecord = {
    id: 'r-1',
    backend: { id: 'b-1', name: 'Chat', environment: 'staging' },
    operator: 'ada',
    ...{ state: 'ended' as const, running: false, stopReason: null, passwordLength: 20 },
    ...{ plannedAt: readAt, startedAt: readAt, endedAt: readAt },
    counts: {
      ...{ waiting: 0, refused: 0, changing: 0, confirmed: 1, rejected: 0 },
      ...{ 'not-sent': 0, 'not-applied': 0, decided: 0, unknown: 0, skipped: 0 },
    },
  }
  const openPage = (hasAny = true): Promise<void> => {
    const { desk } = deskOverRpc({
      rotations: {
        list: on.rotations.list.handler(({ input }) => {
          asked.push(input)
          const isShown = hasAny && (input.state === undefined || input.state === 'ended')
          return { rotations: isShown ? [rotation] : [], nextCursor: null }
        }),
      },
    })
    return openListPage(RotationsPage, { desk, routes: ['rotations', 'rotation', 'rotation-plan'] })
  }

  it('is sorted by the desk by time, the newest first, and by state from the first, as its URL says', async () => {
    await openPage()
    expect(asked.at(-1)).toEqual({ sort: 'planned', descending: true, limit: 20 })
    expect(heading(table, 'Planned').getAttribute('aria-sort')).toBe('descending')
    await sortBy(table, 'Planned')
    expect(query()).toEqual({ desc: '0' })
    expect(asked.at(-1)).toMatchObject({ sort: 'planned', descending: false })
    await sortBy(table, 'State')
    expect(query()).toEqual({ sort: 'state', desc: '0' })
    await sortBy(table, 'State')
    expect(query()).toEqual({ sort: 'state' })
    expect(asked.at(-1)).toMatchObject({ sort: 'state', descending: true })
    await sortBy(table, 'Planned')
    expect(query()).toEqual({})
    expect(heading(table, 'Results').querySelector('button')).toBeNull()
  })

  it('is narrowed by state, and does not call that no rotation at all', async () => {
    await openPage()
    await choose('filter-state', 'stopped')
    expect(query()).toEqual({ state: 'stopped' })
    expect(asked.at(-1)).toMatchObject({ state: 'stopped' })
    expect(byTestId('rotations-none').textContent).toContain('in this state')
    expect(hasTestId('rotation-plan')).toBe(true)
    await press('clear-filters')
    expect(hasTestId('rotation-row')).toBe(true)
  })

  it('offers no narrowing where there is none yet', async () => {
    await openPage(false)
    expect(hasTestId('filter-state')).toBe(false)
    expect(hasTestId('rotations-none')).toBe(false)
  })
})

describe('the table of findings', () => {
  const table = 'findings-table'
  const openPage = (): Promise<void> => {
    const { desk } = deskOverRpc({
      findings: {
        list: on.findings.list.handler(({ input }) => {
          asked.push(input)
          const row = {
            ...{ kind: 'admin' as const, id: 'a-1', backendId: 'b-1', backend: 'Chat', application: null },
            environment: 'staging' as const,
            ...{ userID: '1', account: 'root', passwordChangedAt: null, findings: ['weak' as const] },
            ...{ judged: true, defaultKind: null, reusedBy: 0, reuseGroup: null, score: 1 },
          }
          return { rows: [row], sameAs: null, nextCursor: 'on', readAt }
        }),
        summary: on.findings.summary.handler(() => ({
          ...{ accounts: 1, default: 0, reused: 0, weak: 1, stale: 0, notJudged: 0 },
          readAt,
        })),
      },
    })
    return openListPage(FindingsPart, { desk, routes: ['audit', 'admins', 'users'] })
  }

  it('has admins first at first, and is sorted by the desk as its URL says', async () => {
    await openPage()
    expect(asked.at(-1)).toEqual({ finding: 'any', descending: false, limit: 50 })
    await sortBy(table, 'Findings')
    expect(query()).toEqual({ sort: 'findings', desc: '1' })
    await press('page-next')
    expect(asked.at(-1)).toMatchObject({ sort: 'findings', descending: true, cursor: 'on' })
    await sortBy(table, 'Findings')
    expect(query()).toEqual({ sort: 'findings' })
    await sortBy(table, 'Findings')
    expect(query()).toEqual({})
    expect(asked.at(-1)).not.toHaveProperty('sort')
    await sortBy(table, 'Password set')
    expect(asked.at(-1)).toEqual({ finding: 'any', sort: 'changed', descending: false, limit: 50 })
    expect(heading(table, 'Password set').getAttribute('aria-sort')).toBe('ascending')
    await sortBy(table, 'Account')
    expect(query()).toEqual({ sort: 'account' })
    expect(heading(table, 'What to do').querySelector('button')).toBeNull()
  })
})

describe('the table of events', () => {
  const table = 'audit-table'
  const openPage = (): Promise<void> => {
    const { desk } = deskOverRpc({
      audit: {
        list: on.audit.list.handler(({ input }) => {
          asked.push(input)
          const event = {
            ...{ seq: 7, at: readAt, actor: 'ada', action: 'operator.locked' as const, target: 'store' },
            ...{ result: 'done' as const, detail: {}, hash: 'aa' },
          }
          return { events: [event], next: 7, total: 3, readAt }
        }),
        facets: on.audit.facets.handler(() => ({ actors: [], actions: [] })),
      },
    })
    return openListPage(EventsPart, { desk, routes: ['audit', 'settings'] })
  }

  it('is turned round by the desk as its URL says, and goes on from the event that it ended with', async () => {
    await openPage()
    expect(asked.at(-1)).toEqual({ oldestFirst: false, limit: 50 })
    await press('page-next')
    expect(asked.at(-1)).toMatchObject({ oldestFirst: false, before: 7 })
    await sortBy(table, 'When')
    expect(query()).toEqual({ desc: '0' })
    expect(asked.at(-1)).toEqual({ oldestFirst: true, limit: 50 })
    expect(heading(table, 'When').getAttribute('aria-sort')).toBe('ascending')
    expect(byTestId('page-next').textContent).toContain('Newer')
    await press('page-next')
    expect(asked.at(-1)).toMatchObject({ oldestFirst: true, after: 7 })
    expect(asked.at(-1)).not.toHaveProperty('before')
    await sortBy(table, 'When')
    expect(query()).toEqual({})
  })
})
