import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Problem } from '../../../src/shared/model/problems.ts'
import { accountIdOf, startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
let backendId: string
beforeAll(async () => {
  at = await startTestDesk()
  await at.desk.builtIn.start(at.ada.name)
  const url = at.desk.builtIn.state().url ?? ''
  backendId = at.desk.backends.add(at.ada, { name: 'IM', url, environment: 'staging' }).id
})
afterAll(() => at.end())

const enter = (userID: string, currentPassword = 'OpenIM@123') =>
  at.desk.admins.add(at.ada, { backendId, userID, account: 'chatAdmin', nickname: '', currentPassword })
    .accountId
const change = (accountId: string, password: string) =>
  at.desk.admins.change(at.ada, {
    accountId,
    current: { from: 'vault' },
    next: { from: 'typed', password },
    confirmation: 'chatAdmin',
  })
const remove = (accountId: string, confirmation = 'chatAdmin') => {
  at.desk.admins.remove(at.ada, { accountId, confirmation })
}
const found = (search: string) =>
  at.desk.admins
    .list({ sort: 'account', descending: false, limit: 50, search, backendId })
    .rows.map(({ id }) => id)
const newest = () => at.desk.audit.list({}, { before: undefined, limit: 1 }).events[0]
const codeOf = (work: () => void): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return (error as Problem).code
  }
}

it('takes an entry out once its name is typed, also after a change that was refused; the audit keeps it', async () => {
  const mistaken = enter('chatAdmin', 'not the password')
  expect((await change(mistaken, 'Quite-Another-7')).state).toBe('rejected')
  expect(codeOf(() => remove(mistaken, 'chatadmin'))).toBe('CONFIRMATION_DIFFERS')
  expect(found('chatAdmin')).toEqual([mistaken])
  remove(mistaken)
  expect(found('chatAdmin')).toEqual([])
  expect(newest()).toMatchObject({
    action: 'admin.removed',
    actor: 'ada',
    target: 'chatAdmin',
    detail: { userID: 'chatAdmin', backend: 'IM' },
  })
  expect(codeOf(() => at.desk.admins.get(mistaken))).toBe('NOT_FOUND')
})

it('keeps one whose password was changed, and those of the directory', async () => {
  const right = enter('1000000001')
  expect((await change(right, 'Quite-Another-7')).state).toBe('confirmed')
  const before = newest()
  expect(codeOf(() => remove(right))).toBe('ADMIN_IN_USE')
  expect(codeOf(() => remove(accountIdOf(at.desk, '1000000001')))).toBe('NOT_FOUND')
  expect(found('chatAdmin')).toEqual([right])
  expect(newest()).toEqual(before)
})

it('keeps one that a rotation names', async () => {
  const planned = at.desk.admins.add(at.ada, {
    backendId,
    userID: '1000000002',
    account: 'imAdmin',
    nickname: '',
    currentPassword: 'OpenIM@123',
  }).accountId
  await at.desk.rotations.plan(at.ada, { backendId, accounts: [planned], passwordLength: 20 })
  expect(codeOf(() => remove(planned, 'imAdmin'))).toBe('ADMIN_IN_USE')
})
