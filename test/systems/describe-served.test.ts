import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeAnswer, describeRequest } from '../../src/main/systems/describe-served.ts'
import { recordServed, type ServedRequest } from '../../src/main/systems/record-served.ts'
import { jsonAnswer } from '../../src/main/systems/served-answer.ts'
import { findCanaries, makeCanary } from '../support/canary.ts'
import { servedCall } from './served-call.ts'

const post = async (body: string, headers: Record<string, string> = {}): Promise<string> => {
  const call = servedCall({ target: '/x', body, headers })
  await call.body()
  return describeRequest(call)
}

describe('a request that was answered is described', () => {
  it.each([
    [
      'shuidi',
      'phone=18616503617&code=123456&uid=7&new_password=secret1',
      'phone: 18616503617\ncode: ******\nuid: 7\nnew_password: ******',
    ],
    [
      'openim',
      '{"userID":"1","currentPassword":"secret1","newPassword":"secret2"}',
      'userID: 1\ncurrentPassword: ******\nnewPassword: ******',
    ],
    [
      'yunhu',
      '{"actionName":"resetpwd","mbphone":"18062639596","upw":"secret1","resettype":0}',
      'actionName: resetpwd\nmbphone: 18062639596\nupw: ******\nresettype: 0',
    ],
    ['nothing that is known', 'hunter2', '******: '],
    ['a secret in the place of an account', 'user=secret1&pass=secret1', 'user: ******\npass: ******'],
    ['an empty value', 'user=&pass=', 'user: \npass: '],
  ])('%s', async (_, body, described) => {
    expect(await post(body)).toBe(described)
  })

  it('with its token and its signature masked, and its number shown', async () => {
    expect(await post('', { token: 'secret1', sign: 'ABCDEF', operationID: 'op-1' })).toBe(
      'operationID: op-1\ntoken: ******\nsign: ******',
    )
  })
})

describe('an answer is described', () => {
  it.each([
    ['{"code":404,"msg":"fail","data":"用户账号密码错误!"}', 'code: 404\nmsg: fail\ndata: 用户账号密码错误!'],
    [
      '{"code":200,"msg":"success","data":{"token":"secret1","token_dead":5}}',
      'code: 200\nmsg: success\ndata.token: ******\ndata.token_dead: 5',
    ],
    ['{"status":15007,"message":"违法请求!","data":[]}', 'status: 15007\nmessage: 违法请求!\ndata: []'],
    ['not JSON', '******'],
    ['', ''],
  ])('%s', (answer, described) => {
    expect(describeAnswer(answer)).toBe(described)
  })
})

describe('whatever the bytes of a request', () => {
  it('no value under a name that the documents do not know is shown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }), async (name) => {
        const canary = makeCanary('value')
        const form = new URLSearchParams({ [`x${name}`]: canary.value, [canary.value]: name }).toString()
        const json = JSON.stringify({ [`x${name}`]: { deep: [canary.value] } })
        const described = [await post(form), await post(json), describeAnswer(json)].join('\n')
        expect(findCanaries('description', described, [canary])).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('recording', () => {
  it('tells which rule answered even where so much came that nothing was described', async () => {
    const served: ServedRequest[] = []
    const answer = recordServed(() => Promise.resolve({ ...jsonAnswer({}), rule: 'shuidi.time-off' }), {
      clock: { now: () => 0 },
      onRequest: (one) => served.push(one),
    })
    for (let i = 0; i < 101; i++) await answer(servedCall({ method: 'GET', target: '/user?phone=1' }))
    expect(served.at(-1)).toMatchObject({ request: '', rule: 'shuidi.time-off' })
  })

  it('tells of every request, and describes no more than a hundred a second', async () => {
    const served: ServedRequest[] = []
    let now = 0
    const answer = recordServed(() => Promise.resolve(jsonAnswer({ code: 200 })), {
      clock: { now: () => now },
      onRequest: (one) => served.push(one),
    })
    const send = () => answer(servedCall({ method: 'GET', target: '/api/user/login?appid=app-1001' }))
    for (let i = 0; i < 150; i++) await send()
    now = 1000
    const last = await send()
    expect(served).toHaveLength(151)
    expect(served.filter((one) => one.request !== '')).toHaveLength(101)
    expect(served[0]).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      method: 'GET',
      path: '/api/user/login',
      httpStatus: 200,
      durationMs: 0,
      request: 'appid: app-1001',
      response: 'code: 200',
      facts: null,
      rule: null,
    })
    expect(last.body).toBe('{"code":200}')
  })
})
