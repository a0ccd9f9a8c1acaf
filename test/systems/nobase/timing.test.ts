import { afterAll, beforeAll, expect, test } from 'vitest'
import { seenAsDifferent, timingDifference } from '../../support/timing-difference.ts'
import { ming, send, startNobaseBackend, type NobaseBackend } from './nobase-backend.ts'

let backend: NobaseBackend
beforeAll(async () => {
  backend = await startNobaseBackend()
})
afterAll(() => backend.stop())

const wrong = { code: 404, msg: 'fail', data: '用户账号密码错误!' }

async function ask(path: string, user: string): Promise<void> {
  const value = { newpass: 'NewPass123', newsign: 'a' }
  const given = { appid: ming.appid, signature: 'sig-1001', ...value, user, pass: 'wrong' }
  expect((await send(backend.url + path, 'POST form', given)).answer).toEqual(wrong)
}

test.each(['/api/user/new_pass', '/api/user/update_sign', '/api/user/login'])(
  '%s takes as long for an unknown account as for a wrong password',
  async (path) => {
    const difference = await timingDifference({
      one: () => ask(path, ming.user),
      other: () => ask(path, '13800138009'),
      // Keeps the account from being locked, so that the usual way is measured.
      between: () => backend.isPassword(ming.pass),
    })
    expect(difference).toBeLessThan(seenAsDifferent)
  },
  60_000,
)
