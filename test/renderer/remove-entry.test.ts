// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import HistoryDrawer from '../../src/renderer/features/admins/HistoryDrawer.vue'
import type { AdminRow, ChangeRecord } from '../../src/shared/contract/admins.ts'
import type { ChangeState } from '../../src/shared/model/change.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'

const admin: AdminRow = {
  id: 'a1',
  backend: { id: 'b1', name: 'IM', system: 'openim', environment: 'staging' },
  userID: 'chatAdmin',
  account: 'chatAdmin',
  nickname: '',
  level: 0,
  passwordKnown: true,
  passwordChangedAt: null,
  findings: [],
  lastChange: null,
}
const changeThat = (state: ChangeState): ChangeRecord => ({
  id: 'c1',
  state,
  operator: 'ada',
  startedAt: '2026-06-01T12:00:00.000Z',
  sentAt: '2026-06-01T12:00:00.000Z',
  endedAt: '2026-06-01T12:00:00.000Z',
  passwordFrom: 'typed',
  outcome: null,
  sessions: 'nothing-changed',
  settledBy: null,
})
let unmount: () => void
const open = async (of: AdminRow, changes: ChangeRecord[] = []): Promise<unknown[]> => {
  const asked: unknown[] = []
  const { desk } = deskOverRpc({
    admins: {
      history: on.admins.history.handler(() => ({ changes, nextCursor: null })),
      remove: on.admins.remove.handler(({ input }) => {
        asked.push(input)
      }),
    },
  })
  const onClose = (): void => {
    asked.push('closed')
  }
  unmount = mountWithDesk(HistoryDrawer, { desk, props: { admin: of, onClose } })
  await vi.waitFor(async () => {
    await flushPromises()
    expect(document.body.textContent).not.toContain('Reading')
  }, 15_000)
  return asked
}

afterEach(() => {
  unmount()
})

describe('an entry that was a mistake', () => {
  it.each<[what: string, changes: ChangeRecord[]]>([
    ['of which nothing came', []],
    ['whose change was refused', [changeThat('rejected')]],
  ])('%s is removed once its name is typed', async (_what, changes) => {
    const asked = await open(admin, changes)
    byTestId('admin-remove').click()
    await flushPromises()
    expect(byTestId('admin-remove-confirm').hasAttribute('disabled')).toBe(true)
    typeInto('admin-remove-name', 'chatAdmin')
    await flushPromises()
    byTestId('admin-remove-confirm').click()
    await vi.waitFor(() => {
      expect(asked).toEqual([{ accountId: 'a1', confirmation: 'chatAdmin' }, 'closed'])
    }, 15_000)
  })

  it.each<[what: string, of: AdminRow, changes: ChangeRecord[]]>([
    ['whose password was changed here', admin, [changeThat('rejected'), changeThat('confirmed')]],
    ['of the built-in backend', { ...admin, backend: { ...admin.backend, id: 'built-in' } }, []],
  ])('is not offered for one %s', async (_what, of, changes) => {
    await open(of, changes)
    expect(document.querySelectorAll('li')).toHaveLength(changes.length)
    expect(hasTestId('admin-remove')).toBe(false)
  })
})
