import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ResetSystem } from '../../../src/shared/model/reset-case.ts'
import { startFileDesk, type FileDesk } from '../account-files/file-desk.ts'

let files: FileDesk
beforeAll(async () => {
  files = await startFileDesk()
  const csv = 'appid,account,uid,phone,nickname\napp-1001,without-phone,90001,,Nobody\n'
  expect(await files.bringIn(csv, { kind: 'users' })).toMatchObject({ at: 'done' })
})
afterAll(() => files.at.end())

const person = (account: string) => {
  const [user] = files.at.desk.users.list({ search: account, limit: 1 }).rows
  if (user === undefined) throw new Error(`no user ${account}`)
  return user
}
const open = (account: string, system: ResetSystem) => {
  const { desk, ada } = files.at
  const user = person(account)
  const input = { backendId: 'built-in', system, caller: '', reason: '', ticket: 'T-1' }
  return desk.resetDesk.open(ada, { ...input, user: { num: user.num } })
}

describe('a user without a phone number', () => {
  it.each(['shuidi', 'yunhu'] as const)('is not said to be gone where %s needs one', (system) => {
    const { desk } = files.at
    const before = desk.audit.chain().events
    expect(() => open('without-phone', system)).toThrow('NO_PHONE')
    expect(desk.resetDesk.list({ limit: 10 }).open).toBe(0)
    expect(desk.audit.chain().events).toBe(before)
  })

  it('can be carried through a reset that needs none', () => {
    expect(open('without-phone', 'nobase').directoryUser).toEqual({ isDisabled: false, hasPhone: false })
  })
})

describe('a case', () => {
  it.each(['shuidi', 'yunhu', 'nobase'] as const)('by %s says that its user is disabled', (system) => {
    const { id, directoryUser } = open('13600136000', system)
    expect(directoryUser).toEqual({ isDisabled: true, hasPhone: true })
    expect(files.at.desk.resetDesk.get(id).directoryUser).toEqual(directoryUser)
  })

  it('says nothing of the sort of a user who is neither', () => {
    expect(open('13700137000', 'shuidi').directoryUser).toEqual({ isDisabled: false, hasPhone: true })
  })

  it('of another backend knows nothing of the directory, whoever has the same number there', () => {
    const { desk, ada } = files.at
    const { id: backendId } = desk.backends.add(ada, {
      name: 'Elsewhere',
      system: 'shuidi',
      url: 'https://user.example.com',
      environment: 'production',
    })
    const input = { backendId, system: 'shuidi', caller: '', reason: '', ticket: 'T-1' } as const
    const opened = desk.resetDesk.open(ada, { ...input, user: { phone: '13600136000', uid: '20003' } })
    expect(opened.directoryUser).toBeNull()
  })
})

describe('the way without a code', () => {
  const allowed = {
    status: 'normal',
    developerStatus: 'normal',
    allowPasswordChange: true,
    tokenValidation: true,
  } as const

  it.each([
    [{}, null],
    [{ tokenValidation: false }, 'token-validation-off'],
    [{ allowPasswordChange: false }, 'change-not-allowed'],
    [{ allowPasswordChange: false, tokenValidation: false }, 'change-not-allowed'],
    [{ status: 'stopped' }, 'application-unavailable'],
    [{ status: 'reviewing' }, 'application-unavailable'],
    [{ developerStatus: 'disabled' }, 'application-unavailable'],
    [{ developerStatus: 'overdue', tokenValidation: false }, 'application-unavailable'],
  ] as const)('with an application of %o is hindered by %s', (settings, obstacle) => {
    const { desk, ada } = files.at
    const { num, appid } = person('13700137000')
    const changes = { ...allowed, ...settings }
    desk.applications.update(ada, { appid, changes, reason: 'to see' })
    expect(desk.resetDesk.withoutCode(num)).toEqual({ num, appid, obstacle })
  })

  it('is nobody’s who is not there', () => {
    expect(() => files.at.desk.resetDesk.withoutCode(999_999)).toThrow('NOT_FOUND')
  })
})
