import { afterAll, beforeAll, expect, test } from 'vitest'
import { Secret } from '../../../src/shared/model/secret.ts'
import { seenAsDifferent, timingDifference } from '../../support/timing-difference.ts'
import { startBuiltInBackend, type BuiltInBackend } from '../built-in-backend.ts'

const root = { userID: '1000000001', account: 'chatAdmin', password: 'OpenIM@123' } as const

let backend: BuiltInBackend
let token = ''
const isPassword = (): Promise<boolean> => {
  const { admins } = backend.directory
  return admins.verifyPassword(admins.byUserID(root.userID), new Secret(root.password))
}
beforeAll(async () => {
  backend = await startBuiltInBackend()
  token = backend.tokenOf(root.userID, 3_600_000).reveal()
  expect(await isPassword()).toBe(true)
})
afterAll(() => backend.stop())

async function ask(path: string, body: object, errCode: number): Promise<void> {
  const response = await fetch(backend.url + path, {
    method: 'POST',
    headers: { operationID: 'timing', token },
    body: JSON.stringify(body),
  })
  expect(await response.json()).toMatchObject({ errCode })
}

const login = (account: string, errCode: number) => (): Promise<void> =>
  ask('/account/login', { account, password: 'wrong', version: '1' }, errCode)
const change = (userID: string, errCode: number) => (): Promise<void> =>
  ask('/account/change_password', { userID, currentPassword: 'wrong', newPassword: 'OpenIM@456' }, errCode)

// The answers differ, as the documents have it; what they cost must not.
test.each([
  ['login', login(root.account, 20001), login('nobody', 20002)],
  ['changePassword', change(root.userID, 500), change('1000000999', 1004)],
])(
  '%s takes as long for an unknown admin as for a wrong password',
  async (_, known, unknown) => {
    const difference = await timingDifference({
      one: known,
      other: unknown,
      // Keeps the account from being locked, so that the usual way is measured.
      between: isPassword,
    })
    expect(difference).toBeLessThan(seenAsDifferent)
  },
  60_000,
)
