import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ming, send, startNobaseBackend, type Given, type NobaseBackend } from './nobase-backend.ts'
import { account, answers, endpoints, type Scenario } from './refused-scenarios.ts'

let backend: NobaseBackend
beforeAll(async () => {
  backend = await startNobaseBackend()
})
afterAll(() => backend.stop())
beforeEach(async () => {
  // Clears the count of wrong passwords, which is not what these tests are about.
  expect(await backend.isPassword(ming.pass)).toBe(true)
  backend.setUp()
  backend.setStatus('normal')
})

type Fault = Omit<Scenario, 'given'> & { given?: Given }

/** Lists faults in the order of the checks; each can be made together with each later one. */
const faults: Fault[] = [
  { row: '1', given: { appid: undefined }, answer: [204, '接口参数错误:缺少appid'] },
  { row: '2', given: { appid: 'app-9999' }, answer: [404, '应用不存在!'] },
  { row: '3', given: { signature: 'x' }, answer: [404, '应用签名错误!'] },
  {
    row: '4',
    application: { developerStatus: 'overdue', developerOverdueDays: 9 },
    answer: [404, '开发者账号已逾期(9天),请缴费后重试!'],
  },
  { row: '5', application: { developerStatus: 'disabled' }, answer: [404, '开发者账号已被禁用!'] },
  { row: '6', application: { status: 'stopped' }, answer: [404, '应用已停用!'] },
  { row: '7', application: { allowPasswordChange: false }, answer: [405, '当前管理员不允许用户修改密码'] },
  { row: '8', given: { pass: undefined }, answer: answers.accountMissing },
  { row: '10 format', given: { user: 'ming' }, answer: answers.format },
  { row: '10 length', given: { user: '1' }, answer: answers.length },
  { row: '11', given: { pass: 'wrong' }, answer: answers.wrong },
  { row: '12', disabled: true, answer: [404, '用户账号已被禁用!'] },
  { row: '13', given: { newpass: 'New-Pass' }, answer: [404, '新密码格式错误!'] },
]

describe.each(['newPass', 'updateSign'] as const)(
  '%s: of two faults, the first of the table answers',
  (endpoint) => {
    const { path, value } = endpoints[endpoint]
    const known = faults.filter(({ row }) => endpoint === 'newPass' || (row !== '7' && row !== '13'))
    const pairs = known.flatMap((first, at) => known.slice(at + 1).map((second) => ({ first, second })))
    test.each(pairs)('$first.row before $second.row', async ({ first, second }) => {
      backend.setUp({ ...second.application, ...first.application })
      if (first.disabled ?? second.disabled) backend.setStatus('disabled')
      const before = backend.rows()
      const [code, data] = first.answer
      const { answer } = await send(backend.url + path, 'POST form', {
        ...account,
        ...value,
        ...second.given,
        ...first.given,
      })
      expect(answer).toEqual({ code, msg: 'fail', data })
      expect(backend.rows()).toEqual(before)
    })
  },
)
