import { afterAll, beforeAll, expect, test } from 'vitest'
import { Secret } from '../../../src/shared/model/secret.ts'
import { seenAsDifferent, timingDifference } from '../../support/timing-difference.ts'
import { fresh, ming, startYunhuBackend, type YunhuBackend } from './yunhu-backend.ts'

let backend: YunhuBackend
beforeAll(async () => {
  backend = await startYunhuBackend()
})
afterAll(() => backend.stop())

const unknown = '10000000000'
const login = (mbphone: string) => ({ actionName: 'login', logintype: 0, mbphone, upw: 'wrong' })
const reset = (mbphone: string) => {
  const code = { codeid: 1, msgcode: '000000' }
  return { actionName: 'resetpwd', mbphone, ...code, upw: fresh, resettype: 0 }
}

test.each([
  ['login', login, '手机号或密码错误!'],
  ['resetpwd', reset, '验证码错误!'],
])(
  '%s takes as long for a phone that nobody has as for a wrong secret',
  async (_, fieldsOf, msg) => {
    const ask = (mbphone: string) => async (): Promise<void> => {
      expect((await backend.post(fieldsOf(mbphone))).answer).toMatchObject({ code: 0, msg })
    }
    const { users } = backend.directory
    const difference = await timingDifference({
      one: ask(ming.phone),
      other: ask(unknown),
      // Keeps the account from being locked, so that the usual way is measured.
      between: () => users.verifyPassword(backend.user(), new Secret(ming.password)),
    })
    expect(difference).toBeLessThan(seenAsDifferent)
  },
  60_000,
)
