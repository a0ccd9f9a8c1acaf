// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import AdminsTable from '../../src/renderer/features/admins/AdminsTable.vue'
import ChangeDialog from '../../src/renderer/features/admins/ChangeDialog.vue'
import VerifyReport from '../../src/renderer/features/audit/VerifyReport.vue'
import BackendDialog from '../../src/renderer/features/backends/BackendDialog.vue'
import CreateAdministrator from '../../src/renderer/features/first-run/CreateAdministrator.vue'
import AddOperator from '../../src/renderer/features/operators/AddOperator.vue'
import RecoveryKeyPanel from '../../src/renderer/components/RecoveryKeyPanel.vue'
import type { AdminRow } from '../../src/shared/contract/admins.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { mountWithDesk } from './support/mount-with-desk.ts'

const admin: AdminRow = {
  id: 'a1',
  backend: { id: 'b0', name: 'Built-in', system: 'openim', environment: 'production' },
  userID: '1000000001',
  account: 'chatAdmin',
  nickname: 'Root',
  level: 100,
  passwordKnown: true,
  passwordChangedAt: '2026-01-01T00:00:00.000Z',
  findings: ['stale'],
  lastChange: { id: 'c1', state: 'unknown', at: '2026-01-01T00:00:00.000Z', settledBy: null },
}
const report = {
  verdict: 'tampered',
  events: 9,
  bad: [{ from: 3, to: 4, reason: 'gap' }],
  checkpoints: 1,
  unsignedTail: 2,
  newestAnchorAt: null,
  newestAnchorAgeMs: null,
  structure: [],
  tail: [],
  unproven: [],
  badRows: [],
  key: 'own',
  rowMacs: 'checked',
}
const { desk } = deskOverRpc({
  session: {
    checkOperatorRules: on.session.checkOperatorRules.handler(() => [{ rule: 'password-short', ok: false }]),
  },
  admins: { checkRules: on.admins.checkRules.handler(() => ({ rules: [], score: 2 })) },
})

// What needs a layout cannot be judged here; a part of a page has no landmarks of its own.
const rules = {
  'color-contrast': { enabled: false },
  region: { enabled: false },
  'page-has-heading-one': { enabled: false },
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('what a screen reader finds', () => {
  it.each([
    ['the form of the first run', CreateAdministrator, {}],
    ['the recovery key', RecoveryKeyPanel, { recoveryKey: 'AAAA-BBBB', title: 'Keep it', lead: 'Once' }],
    [
      'the table of admins',
      AdminsTable,
      { rows: [admin], backends: [], sort: 'account', descending: true, isStale: false },
    ],
    ['the change of a password', ChangeDialog, { admin }],
    ['a new backend', BackendDialog, { backend: null }],
    ['a new operator', AddOperator, {}],
    ['the report on the chain', VerifyReport, { report }],
  ])('has names, labels and roles: %s', async (_, component, props) => {
    mountWithDesk(component, { desk, props })
    await flushPromises()
    const { violations } = await axe.run(document.body, { rules })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})
