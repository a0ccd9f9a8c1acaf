import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../../src/main/store/sql.ts'
import { importDirectory, keptRows } from '../kept-rows.ts'
import { fresh, startShuidiBackend, ways, wei, type Given, type ShuidiBackend } from './shuidi-backend.ts'

let backend: ShuidiBackend
beforeAll(async () => {
  backend = await startShuidiBackend()
})
beforeEach(() => {
  backend.giveCode()
})
afterAll(() => backend.stop())

const illegal = { status: 15007, message: '违法请求!', data: [] }
const badFormat = { status: 15008, message: '密码格式不对!', data: [] }
const nobody = { status: 15009, message: '这个账户不存在!', data: [] }
const wrongCode = { status: 15010, message: '验证码错误!', data: [] }
const done = { status: 0, message: '您的密码已经更改', data: { msg: '您已成功退出登陆' } }

const named = ['sign_md5', 'timestrap', 'phone', 'code', 'uid', 'new_password']
const giveToAnother = (): void => {
  backend.store.run(sql.deleteFrom('directory_codes'))
  importDirectory(backend, { codes: [{ to: '13800138000', code: '4119' }] })
}

const refused: [row: string, given: () => Given, answer: object][] = [
  ...named.flatMap((name): [string, () => Given, object][] => [
    [`1 no ${name}`, () => ({ ...backend.reset(), [name]: undefined }), illegal],
    [`1 an empty ${name}`, () => ({ ...backend.reset(), [name]: '' }), illegal],
    [`1 ${name} twice`, () => ({ ...backend.reset(), [name]: ['1', '2'] }), illegal],
  ]),
  ['2 signed with another key', () => backend.reset({}, { key: 'another' }), illegal],
  ['2 signed for another phone', () => backend.reset({}, { after: { phone: '13800138000' } }), illegal],
  ['2 signed for another uid', () => backend.reset({}, { after: { uid: '15630' } }), illegal],
  [
    '2 signed for another time',
    () => backend.reset({}, { late: 1, after: { timestrap: String(backend.clock.now() / 1000) } }),
    illegal,
  ],
  [
    '2 a signature in capitals',
    () => {
      const given = backend.reset()
      return { ...given, sign_md5: String(given['sign_md5']).toUpperCase() }
    },
    illegal,
  ],
  ['2 301 seconds ago', () => backend.reset({}, { late: -301 }), illegal],
  ['2 in 301 seconds', () => backend.reset({}, { late: 301 }), illegal],
  ['2 in milliseconds', () => backend.reset({ timestrap: String(backend.clock.now()) }), illegal],
  ['2 a time that is none', () => backend.reset({ timestrap: 'now' }), illegal],
  [
    '2 a time with a fraction',
    () => backend.reset({ timestrap: `${String(backend.clock.now() / 1000)}.5` }),
    illegal,
  ],
  ['2 before 3: nobody, unsigned', () => backend.reset({ phone: '10000000000' }, { key: 'x' }), illegal],

  ['3 a phone that nobody has', () => backend.reset({ phone: '10000000000' }), nobody],
  ['3 a uid that nobody has', () => backend.reset({ uid: '1' }), nobody],
  ['3 the uid of somebody else', () => backend.reset({ uid: '15630' }), nobody],
  ['3 a uid with a zero before it', () => backend.reset({ uid: '015629' }), nobody],
  ['3 300 seconds ago is in time', () => backend.reset({ uid: '1' }, { late: -300 }), nobody],
  ['3 in 300 seconds is in time', () => backend.reset({ uid: '1' }, { late: 300 }), nobody],
  ['3 a user who is disabled', () => backend.reset({ phone: '13600136000', uid: '20003' }), nobody],
  [
    '3 before 4: the uid of somebody else, a wrong code',
    () => backend.reset({ uid: '1', code: '1' }),
    nobody,
  ],

  ['4 a wrong code', () => backend.reset({ code: '4118' }), wrongCode],
  ['4 the code with more behind it', () => backend.reset({ code: '41190' }), wrongCode],
  ['4 the code with a blank', () => backend.reset({ code: '4119 ' }), wrongCode],
  [
    '4 a code that was given to another phone',
    () => {
      giveToAnother()
      return backend.reset()
    },
    wrongCode,
  ],
  [
    '4 a code that ran out',
    () => {
      backend.giveCode({ expiresAt: new Date(backend.clock.now()).toISOString() })
      return backend.reset()
    },
    wrongCode,
  ],
  [
    '4 before 5: a wrong code, a bad password',
    () => backend.reset({ code: '1', new_password: 'x' }),
    wrongCode,
  ],

  ...(
    [
      ['5 characters', '12345'],
      ['33 characters', 'a'.repeat(33)],
      ['a blank', 'with blank'],
      ['a tab', 'with\ttab'],
      ['Chinese', '密码密码密码'],
      ['an accent', 'pässword'],
      ['a NUL', 'pass\0word'],
    ] as const
  ).map(([name, new_password]): [string, () => Given, object] => [
    `5 a password of ${name}`,
    () => backend.reset({ new_password }),
    badFormat,
  ]),
]

describe.each(ways)(
  'what is refused to a %s is answered by the first row that fails, and changes nothing',
  (way) => {
    test.each(refused)('%s', async (_, given, answer) => {
      const parameters = given()
      const before = keptRows(backend)
      expect(await backend.send(way, parameters)).toEqual({ status: 200, answer })
      expect(keptRows(backend)).toEqual(before)
      expect(await backend.isPassword(wei.password)).toBe(true)
    })
  },
)

test('a code outlives a password of a bad format, and is used up by the change', async () => {
  const own = await startShuidiBackend()
  own.giveCode()
  expect((await own.send('GET', own.reset({ new_password: 'short' }))).answer).toEqual(badFormat)
  expect((await own.send('GET', own.reset())).answer).toEqual(done)
  expect((await own.send('GET', own.reset({ new_password: 'Other-Pass1' }))).answer).toEqual(wrongCode)
  expect(await own.isPassword(fresh)).toBe(true)
  await own.stop()
})

test.each(ways)('by %s a forgotten password is replaced, and every token of the user ends', async (way) => {
  const own = await startShuidiBackend()
  const { users, tokens } = own.directory
  const user = users.byPhone(wei.phone)[0]
  const other = users.byPhone('13800138000')[0]
  if (user === undefined || other === undefined) throw new Error('no sample people')
  const token = tokens.issueToUser(user, 60_000).token.reveal()
  const others = tokens.issueToUser(other, 60_000).token.reveal()
  own.giveCode()
  const count = own.actions().length
  expect(await own.send(way, own.reset())).toEqual({ status: 200, answer: done })
  expect(await own.isPassword(fresh)).toBe(true)
  expect(await own.isPassword(wei.password)).toBe(false)
  expect(tokens.holderOf(token)).toEqual({ kind: 'unknown' })
  expect(tokens.holderOf(others).kind).toBe('user')
  expect(own.actions().slice(count)).toContain('directory.user-password-reset')
  expect(own.failures).toEqual([])
  await own.stop()
})

test('two people with one phone are nobody', async () => {
  const own = await startShuidiBackend()
  importDirectory(own, {
    users: [{ appid: 'app-1002', uid: 7, account: 'twin', phone: wei.phone, password: 'x' }],
  })
  own.giveCode()
  for (const uid of [wei.uid, '7']) expect((await own.send('GET', own.reset({ uid }))).answer).toEqual(nobody)
  expect(await own.isPassword(wei.password)).toBe(true)
  await own.stop()
})

test('of a hundred at once with one code, one is made', async () => {
  const own = await startShuidiBackend()
  own.giveCode()
  const candidates = Array.from({ length: 100 }, (_, at) => `Pass-${String(at)}-race`)
  const answers = await Promise.all(
    candidates.map(async (new_password, at) => {
      const { answer } = await own.send(at % 2 === 0 ? 'GET' : 'POST', own.reset({ new_password }))
      return answer as { status: number }
    }),
  )
  expect(answers.filter(({ status }) => status === 0)).toEqual([done])
  expect(answers.filter(({ status }) => status === 15010)).toHaveLength(99)
  const winner = candidates[answers.findIndex(({ status }) => status === 0)] ?? ''
  expect(await own.isPassword(winner)).toBe(true)
  expect(own.actions().filter((action) => action === 'directory.user-password-reset')).toHaveLength(1)
  await own.stop()
})

test('a code dies after five wrong tries, and the account is locked, told by nothing but a wrong code', async () => {
  const own = await startShuidiBackend()
  own.giveCode()
  for (let at = 0; at < 5; at++) {
    expect((await own.send('GET', own.reset({ code: '0000' }))).answer).toEqual(wrongCode)
  }
  expect((await own.send('GET', own.reset())).answer).toEqual(wrongCode)
  own.giveCode({ code: '5555' })
  expect((await own.send('GET', own.reset({ code: '5555' }))).answer).toEqual(done)
  await own.stop()
})

test('a locked account gets the answer of a wrong code even for the right one', async () => {
  const own = await startShuidiBackend()
  for (let at = 0; at < 5; at++) {
    importDirectory(own, { codes: [{ to: wei.phone, code: '4119' }] })
    await own.send('GET', own.reset({ code: '0000' }))
  }
  importDirectory(own, { codes: [{ to: wei.phone, code: '4119' }] })
  expect((await own.send('GET', own.reset())).answer).toEqual(wrongCode)
  expect(await own.isPassword(wei.password)).toBe(true)
  expect(own.directory.users.lockedUntil(own.directory.users.byPhone(wei.phone)[0]?.num ?? 0)).not.toBeNull()
  await own.stop()
})

test('nothing but a wrong code counts: not a bad signature, not a bad format', async () => {
  const own = await startShuidiBackend()
  own.giveCode()
  for (let at = 0; at < 6; at++) {
    await own.send('GET', own.reset({ code: '0000' }, { key: 'x' }))
    await own.send('GET', own.reset({ new_password: 'short' }))
  }
  expect((await own.send('GET', own.reset())).answer).toEqual(done)
  await own.stop()
})

test('a storage that fails is answered without a detail, and changes nothing', async () => {
  const failing = await startShuidiBackend({
    appendEvent: (append) => (entry) => {
      if (entry.action === 'directory.user-password-reset') throw new Error('disk full at /secret/path')
      return append(entry)
    },
  })
  failing.giveCode()
  const before = keptRows(failing)
  expect(await failing.send('POST', failing.reset())).toEqual({
    status: 200,
    answer: { status: 500, message: '服务器内部错误!', data: [] },
  })
  expect(keptRows(failing)).toEqual(before)
  expect(failing.failures).toHaveLength(1)
  await failing.stop()
})

test.each([
  ['an action that nobody knows', { action: 'find_passwd' }],
  ['no action', { action: undefined }],
  ['two actions', { action: ['find_password', 'find_password'] }],
])('%s is answered 404 with a short JSON', async (_, values) => {
  for (const way of ways) {
    const { status, answer } = await backend.send(way, { ...backend.reset(), ...values })
    expect(status).toBe(404)
    expect(answer).toEqual({ error: 'no such action' })
  }
})

test.each(['HEAD', 'PUT', 'DELETE', 'PATCH'])('%s carries nothing out', async (method) => {
  const before = keptRows(backend)
  const query = new URLSearchParams(backend.reset() as Record<string, string>)
  const { status } = await fetch(`${backend.url}/user?${query.toString()}`, { method })
  expect(status).toBe(404)
  expect(keptRows(backend)).toEqual(before)
})

test('the form wins over the query, name by name', async () => {
  const query = new URLSearchParams({ ...backend.reset(), code: '0000', uid: '1' } as Record<string, string>)
  const body = new URLSearchParams({ uid: wei.uid })
  const response = await fetch(`${backend.url}/user?${query.toString()}`, { method: 'POST', body })
  expect(await response.json()).toEqual(wrongCode)
})
