import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../../src/main/store/sql.ts'
import { keptRows } from '../kept-rows.ts'
import {
  fresh,
  ming,
  route,
  sign,
  startYunhuBackend,
  type Wrong,
  type YunhuBackend,
} from './yunhu-backend.ts'

let backend: YunhuBackend
beforeAll(async () => {
  backend = await startYunhuBackend()
})
beforeEach(() => {
  backend.setShop('open')
  backend.giveCode()
})
afterAll(() => backend.stop())

const reset = {
  actionName: 'resetpwd',
  mbphone: ming.phone,
  codeid: 1,
  msgcode: '123456',
  upw: fresh,
  resettype: 0,
}
const illegal = { code: 0, msg: '请求不合法' }
const notSignedIn = { code: 6, msg: '超时或未登录!' }
const signInAgain = { code: 5, msg: '请重新登录!' }
const badSign = { code: 7, msg: '签名不正确!' }
const bytes = Buffer.from(JSON.stringify(reset))

type Case = [name: string, send: () => [body: object | string | Uint8Array, wrong?: Wrong], answer: object]

const withToken = (token: string): Wrong => ({ keys: { token, userkey: 'x'.repeat(32) } })
const refused: Case[] = [
  ...[
    '',
    '/',
    '/ErpServer',
    '/ErpServer/h5api',
    '/ErpServer/h5api/12116',
    '/ErpServer/h5api/12116/',
    `${route}/`,
    `${route}/x`,
  ]
    .filter((path) => path.startsWith('/ErpServer'))
    .map((path): Case => [`the path ${path}`, () => [reset, { path }], illegal]),
  ['another company', () => [reset, { path: '/ErpServer/h5api/12117/st0908_1' }], illegal],
  ['another account set', () => [reset, { path: '/ErpServer/h5api/12116/st0908_2' }], illegal],
  ['the account set in capitals', () => [reset, { path: '/ErpServer/h5api/12116/ST0908_1' }], illegal],
  ...['GET', 'PUT', 'DELETE', 'PATCH'].map((method): Case => [method, () => [reset, { method }], illegal]),

  ['an unknown token', () => [reset, withToken('A'.repeat(43))], notSignedIn],
  ['a malformed token', () => [reset, withToken('d1381caefec66ccc06e06d4ab5d2da23')], notSignedIn],
  ["an admin's token", () => [reset, withToken(backend.tokenOf('1000000001').reveal())], notSignedIn],
  [
    'a revoked token',
    () => {
      const keys = backend.signIn()
      backend.directory.tokens.revokeAllOf(backend.user().num, 'tester')
      return [reset, { keys }]
    },
    notSignedIn,
  ],
  [
    'an expired token',
    () => {
      const keys = backend.signIn(ming.phone, 1_000)
      backend.clock.advance(1_000)
      return [reset, { keys }]
    },
    signInAgain,
  ],
  [
    'a bad token before a bad signature',
    () => [reset, { ...withToken('x'), headers: { sign: 'x' } }],
    notSignedIn,
  ],

  ['no signature', () => [reset, { headers: { sign: '' } }], badSign],
  ['a signature in small letters', () => [reset, { headers: { sign: sign(bytes).toLowerCase() } }], badSign],
  [
    'a signature of the bare body',
    () => [reset, { headers: { sign: 'E10ADC3949BA59ABBE56E057F20F883E' } }],
    badSign,
  ],
  [
    'a signature of the same JSON, written otherwise',
    () => [JSON.stringify(reset, null, 1), { headers: { sign: sign(bytes) } }],
    badSign,
  ],
  [
    'a signature of another body',
    () => [{ ...reset, upw: 'Other-Pass1' }, { headers: { sign: sign(bytes) } }],
    badSign,
  ],
  [
    'a token that does not sign',
    () => {
      const keys = backend.signIn()
      return [reset, { keys, headers: { sign: sign(bytes) } }]
    },
    badSign,
  ],
  [
    'a token that signs with the key of another sign-in',
    () => {
      const [one, other] = [backend.signIn(), backend.signIn()]
      const keys = { token: one.token, userkey: other.userkey }
      return [reset, { keys }]
    },
    badSign,
  ],
  [
    'a userkey that signs without its token',
    () => [reset, { headers: { sign: sign(bytes, { token: '', userkey: backend.signIn().userkey }) } }],
    badSign,
  ],
  ['a bad signature of what is no JSON', () => ['{', { headers: { sign: 'x' } }], badSign],

  ...['', '{', '[]', 'null', '"text"', '42', 'actionName=resetpwd', '\ufeff{"actionName":"getcode"}'].map(
    (body): Case => [`the body ${JSON.stringify(body)}`, () => [body], illegal],
  ),
  [
    'a body that is not UTF-8',
    () => [Buffer.from(JSON.stringify({ ...reset, upw: 'pässword' }), 'latin1')],
    illegal,
  ],
  ['no action', () => [{ ...reset, actionName: undefined }], illegal],
  ['a number as action', () => [{ ...reset, actionName: 1 }], illegal],
  ['a list as action', () => [{ ...reset, actionName: ['resetpwd'] }], illegal],
  [
    'an action of every object',
    () => [{ ...reset, actionName: 'constructor' }],
    { actionName: 'constructor', ...illegal },
  ],
  [
    'an action that nobody knows',
    () => [{ ...reset, actionName: 'resetPwd' }],
    { actionName: 'resetPwd', ...illegal },
  ],
]

describe('what is refused before the action is answered by the first check that fails, and changes nothing', () => {
  test.each(refused)('%s', async (_, send, answer) => {
    const [body, wrong] = send()
    const before = keptRows(backend)
    expect(await backend.post(body, wrong)).toEqual({ status: 200, answer })
    expect(keptRows(backend)).toEqual(before)
    expect(await backend.isPassword(ming.password)).toBe(true)
  })
})

describe('a shop that is not open', () => {
  const actions = ['getcode', 'getmsgcode', 'login', 'resetpwd']
  const states = [
    ['building', { code: 2, msg: '店铺未上线!' }],
    ['closed', { code: 3, msg: '店铺已关闭!' }],
    ['expired', { code: 4, msg: '店铺已到期!' }],
  ] as const
  const cases = states.flatMap(([state, answer]) =>
    actions.map((actionName) => [state, actionName, { actionName, ...answer }] as const),
  )
  test.each(cases)('being %s, answers %s so, and nothing changes', async (state, actionName, answer) => {
    backend.setShop(state)
    const before = keptRows(backend)
    expect((await backend.post({ ...reset, actionName })).answer).toEqual(answer)
    expect(keptRows(backend)).toEqual(before)
  })

  test.each(['open', 'building', 'closed', 'expired'] as const)(
    'is shown all the same: %s',
    async (status) => {
      backend.setShop(status)
      expect((await backend.post({ actionName: 'getshop' })).answer).toEqual({
        actionName: 'getshop',
        code: 1,
        msg: '',
        data: { shopid: 1, shopname: 'Demo', shoplogo: '', status },
      })
    },
  )
})

test('signed in, the token and its own key sign', async () => {
  const keys = backend.signIn()
  backend.signIn()
  expect((await backend.post({ actionName: 'getshop' }, { keys })).answer).toMatchObject({ code: 1 })
})

test('a body is verified as it came: blanks, escapes and the order of its fields belong to it', async () => {
  const body = ' {"shop":"\\u5e97", "actionName" : "getshop"}\n'
  expect((await backend.post(body)).answer).toMatchObject({ actionName: 'getshop', code: 1 })
})

const settingsOf = (name: 'yunhu') =>
  sql.selectFrom('built_in_settings').select('options').where('name', '=', name)

test('settings that somebody changed from outside are a failure inside, told without a detail', async () => {
  const own = await startYunhuBackend()
  own.setShop('open')
  const { options } = own.store.get(settingsOf('yunhu')) ?? { options: '' }
  expect(options).toContain('Demo')
  own.store.run(
    sql
      .updateTable('built_in_settings')
      .set({ options: options.replace('Demo', 'Evil') })
      .where('name', '=', 'yunhu'),
  )
  const { answer } = await own.post({ actionName: 'getshop' })
  expect(answer).toEqual({ code: 0, msg: '操作失败:数据库操作异常' })
  expect(own.failures).toHaveLength(1)
  await own.stop()
})
