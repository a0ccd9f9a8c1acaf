import { describe, expect, test } from 'vitest'
import { samples } from '../../scripts/protocols/samples.ts'
import { calls } from '../../src/main/systems/calls.ts'
import { contradictionOfDrift, contradictionsMet } from '../../src/shared/model/contradictions-met.ts'
import { contradictionIds, contradictions } from '../../src/shared/model/contradictions.ts'
import type { Outcome } from '../../src/shared/model/outcome.ts'
import type { Operation } from '../../src/shared/model/systems.ts'

/** Gives the outcome of an operation for one answer. */
async function outcomeOf(operation: Operation, answer: object): Promise<Outcome> {
  const { params, credentials, baseUrl } = samples[operation]
  const ready = calls[operation].ready({ params, credentials, method: calls[operation].methods[0] })
  if (Array.isArray(ready)) throw new Error('the sample is refused')
  const body = Buffer.from(JSON.stringify(answer))
  return ready.run(
    { baseUrl, allowHttp: false },
    { send: () => Promise.resolve({ kind: 'answered', httpStatus: 200, body, durationMs: 0 }) },
  )
}

test('every contradiction that is known has its row, with what each side says and what we decided', () => {
  expect(contradictions.map(({ id }) => id)).toEqual([...contradictionIds])
  for (const { id, system, operations, readings, decision } of contradictions) {
    expect([id, operations.every((operation) => operation.startsWith(`${system}.`))]).toEqual([id, true])
    expect(new Set(readings.map(({ says }) => says)).size).toBe(readings.length)
    expect(decision).not.toBe('')
  }
})

describe('an answer shows which contradiction it meets', () => {
  test.each<[string, Operation, object, string[]]>([
    [
      'a new password in the wrong format, by the example’s code',
      'nobase.newPass',
      { code: 404, msg: 'fail', data: '新密码格式错误!' },
      ['nobase-new-password-format'],
    ],
    [
      'a new password in the wrong format, by the table’s code',
      'nobase.newPass',
      { code: 405, msg: 'fail', data: '新密码格式错误!' },
      ['nobase-new-password-format'],
    ],
    [
      'a bad token on newPass',
      'nobase.newPass',
      { code: 404, msg: 'fail', data: 'token无效或已过期!' },
      ['nobase-token-invalid'],
    ],
    [
      'a bad token on updateSign',
      'nobase.updateSign',
      { code: 401, msg: 'fail', data: 'token无效或已过期!' },
      ['nobase-token-invalid'],
    ],
    [
      'what the token flag asks for',
      'nobase.updateSign',
      { code: 204, msg: 'fail', data: '接口参数错误:缺少token(用户令牌启用时需提供)!' },
      ['nobase-token-flag'],
    ],
    [
      'a wrong code at yunhu',
      'yunhu.resetPassword',
      { actionName: 'resetpwd', code: 0, msg: '验证码错误!' },
      ['yunhu-codeid'],
    ],
    [
      'a code of yunhu as text',
      'yunhu.getShop',
      { actionName: 'getshop', code: '1', msg: '', data: { shopid: 1, shopname: 'x' } },
      ['yunhu-number-or-text'],
    ],
    [
      'a failure of shuidi with an object',
      'shuidi.findPassword',
      { status: 15010, message: '验证码错误!', data: {} },
      ['shuidi-data'],
    ],
    [
      'a signature that shuidi does not take',
      'shuidi.findPassword',
      { status: 15007, message: '违法请求!', data: [] },
      ['shuidi-timestrap'],
    ],
    [
      'a success of openim without data',
      'openim.changePassword',
      { errCode: 0, errMsg: '', errDlt: '' },
      ['openim-data'],
    ],
    [
      'an admin who is not there',
      'openim.changePassword',
      { errCode: 1004, errMsg: 'RecordNotFoundError', errDlt: '' },
      ['openim-error-numbers'],
    ],
    [
      'a wrong current password',
      'openim.changePassword',
      { errCode: 500, errMsg: 'ServerInternalError', errDlt: 'password error' },
      ['openim-error-numbers', 'openim-password-encoding'],
    ],
  ])('%s', async (_, operation, answer, met) => {
    expect(contradictionsMet(await outcomeOf(operation, answer)).map(({ id }) => id)).toEqual(met)
  })

  test.each<[Operation, object]>([
    ['nobase.newPass', { code: 200, msg: 'success', data: '更新成功' }],
    ['shuidi.findPassword', { status: 0, message: '您的密码已经更改', data: { msg: '您已成功退出登陆' } }],
    ['openim.changePassword', { errCode: 0, errMsg: '', errDlt: '', data: {} }],
  ])('a documented success of %s meets none', async (operation, answer) => {
    const outcome = await outcomeOf(operation, answer)
    expect(outcome).toMatchObject({ status: 'succeeded', drift: [] })
    expect(contradictionsMet(outcome)).toEqual([])
  })
})

describe('a departure from a document is linked to its contradiction, where one is known', () => {
  test('data that openim leaves out', async () => {
    const { drift } = await outcomeOf('openim.changePassword', { errCode: 0, errMsg: '', errDlt: '' })
    expect(drift).toEqual([{ expected: 'data: object', got: 'data: absent' }])
    expect(drift.map((one) => contradictionOfDrift('openim.changePassword', one)?.id)).toEqual([
      'openim-data',
    ])
  })

  test('a text that nobody documents has none', async () => {
    const { drift } = await outcomeOf('openim.changePassword', { errCode: 0, errDlt: '', data: {} })
    expect(drift).toEqual([{ expected: 'errMsg: string', got: 'errMsg: absent' }])
    expect(drift.map((one) => contradictionOfDrift('openim.changePassword', one))).toEqual([null])
  })
})
