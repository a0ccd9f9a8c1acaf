// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Component } from 'vue'
import PlanRow from '../../src/renderer/features/account-files/PlanRow.vue'
import SettleDialog from '../../src/renderer/features/admins/SettleDialog.vue'
import UnsettledNotice from '../../src/renderer/features/admins/UnsettledNotice.vue'
import FindingsTable from '../../src/renderer/features/audit/FindingsTable.vue'
import ContradictionDrawer from '../../src/renderer/features/contradictions/ContradictionDrawer.vue'
import type { ChangeView } from '../../src/shared/contract/changes.ts'
import { contradictions } from '../../src/shared/model/contradictions.ts'
import type { Environment } from '../../src/shared/model/systems.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const readAt = '2030-01-01T00:00:00.000Z'
const changeAt = (environment: Environment | null): ChangeView => ({
  ...{ id: 'c1', state: 'unknown', operation: 'openim.changePassword', operator: 'ada', startedAt: readAt },
  subject: { kind: 'admin', name: 'chatAdmin', accountId: 'a1', system: 'openim' },
  backend: { id: 'b1', name: 'Chat', environment },
  ...{ sentAt: readAt, endedAt: null, outcome: null, sessions: 'not-known', settlesAt: null },
  ...{ settledBy: null, probes: [], probesLeft: 3, takesFreshCode: false, resetId: null },
})
const deskWith = (environment: Environment | null) =>
  deskOverRpc({
    changes: {
      open: on.changes.open.handler(() => ({ rows: [changeAt(environment)], readAt })),
      get: on.changes.get.handler(() => changeAt(environment)),
      candidates: on.changes.candidates.handler(() => []),
    },
  }).desk
const findingAt = (environment: Environment) => ({
  ...{ kind: 'admin', id: 'a1', backendId: 'b1', backend: 'Chat', environment, application: null },
  ...{ userID: '1', account: 'root', passwordChangedAt: null, findings: ['weak'], judged: true },
  ...{ defaultKind: null, reusedBy: 0, reuseGroup: null, score: 1 },
})
const fileRowAt = (environment: Environment | null) => ({
  ...{ line: 2, state: 'new', place: 'Chat', environment, id: '7001', account: 'wei' },
  ...{ changes: [], password: 'given', faults: [], warnings: [] },
})
const contradictionAt = (environment: Environment | null) => ({
  ...contradictions[0],
  visible: true,
  seen: [{ backendId: 'b1', backendName: 'Chat', environment, firstAt: readAt, lastAt: readAt, times: 1 }],
})

const show = async (component: Component, props: object, environment: Environment | null = null) => {
  mountWithDesk(component, {
    desk: deskWith(environment),
    props: { ...props },
    routes: ['admins', 'exchanges', 'audit', 'users'],
  })
  await flushPromises()
}
/** Gives the environments that the document shows by their colour. */
const colours = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>('[data-environment]')].map(
    ({ dataset }) => dataset['environment'],
  )

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the environment is told by its colour', () => {
  const places: [string, (environment: Environment) => Promise<void>][] = [
    ['where a change is settled', (at) => show(SettleDialog, { changeId: 'c1' }, at)],
    ['where changes wait to be settled', (at) => show(UnsettledNotice, {}, at)],
    [
      'beside a finding',
      (at) => show(FindingsTable, { rows: [findingAt(at)], isStale: false, sort: null, descending: false }),
    ],
    [
      'where a contradiction was met',
      (at) => show(ContradictionDrawer, { contradiction: contradictionAt(at) }),
    ],
    ['in the plan of an import', (at) => show(PlanRow, { row: fileRowAt(at) })],
  ]

  it.each(places)('%s', async (_where, showAt) => {
    for (const environment of ['production', 'staging'] as const) {
      await showAt(environment)
      expect(colours()).toEqual([environment])
      document.body.innerHTML = ''
    }
  })

  it('and by the edge of the dialog in which a change is settled', async () => {
    await show(SettleDialog, { changeId: 'c1' }, 'production')
    expect(byTestId('settle-dialog').closest('[data-edge]')?.getAttribute('data-edge')).toBe('production')
  })
})

describe('of a backend that is not in the desk, none is made up', () => {
  it.each([
    ['change', () => show(SettleDialog, { changeId: 'c1' })],
    ['notice', () => show(UnsettledNotice, {})],
    ['contradiction', () => show(ContradictionDrawer, { contradiction: contradictionAt(null) })],
    ['row of a file', () => show(PlanRow, { row: fileRowAt(null) })],
  ])('%s', async (_what, showWithout) => {
    await showWithout()
    expect(colours()).toEqual([])
  })
})
