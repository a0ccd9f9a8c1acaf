import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Secret } from '../../../src/shared/model/secret.ts'
import { thresholds } from '../../../src/shared/model/thresholds.ts'
import { startBuiltInBackend, type BuiltInBackend } from '../built-in-backend.ts'

let backend: BuiltInBackend
beforeAll(async () => {
  // Many wrong passwords come from this table; the throttle has tests of its own.
  backend = await startBuiltInBackend({ throttle: false })
  await backend.directory.admins.verifyPassword(
    backend.directory.admins.byAccount('chatAdmin'),
    new Secret('x'),
  )
})
afterAll(() => backend.stop())

async function signIn(body: unknown): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(`${backend.url}/account/login`, {
    method: 'POST',
    headers: { operationID: '1' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, answer: await response.json() }
}

const right = { account: 'chatAdmin', password: 'OpenIM@123', version: '1' }

describe('a sign-in that is refused issues no token', () => {
  test.each([
    ['no JSON', '{', { errCode: 1001, errMsg: 'ArgsError', errDlt: 'body is not a JSON object' }],
    ['no account', { password: 'x' }, { errCode: 1001, errMsg: 'ArgsError', errDlt: 'account is empty' }],
    [
      'no password',
      { account: 'chatAdmin' },
      { errCode: 1001, errMsg: 'ArgsError', errDlt: 'password is empty' },
    ],
    [
      'a password of 1,025 characters',
      { ...right, password: 'x'.repeat(1025) },
      { errCode: 1001, errMsg: 'ArgsError', errDlt: 'password is empty' },
    ],
    [
      'a number as password',
      { ...right, password: 1 },
      { errCode: 1001, errMsg: 'ArgsError', errDlt: 'password is empty' },
    ],
    [
      'an unknown account',
      { ...right, account: 'nobody' },
      { errCode: 20002, errMsg: 'AccountNotFound', errDlt: '' },
    ],
    [
      'a userID for an account',
      { ...right, account: '1000000001' },
      { errCode: 20002, errMsg: 'AccountNotFound', errDlt: '' },
    ],
    [
      'the wrong password',
      { ...right, password: 'OpenIM@124' },
      { errCode: 20001, errMsg: 'PasswordError', errDlt: '' },
    ],
  ])('%s', async (_, body, answer) => {
    const before = backend.state()
    expect(await signIn(body)).toEqual({ status: 200, answer })
    expect(backend.state()).toEqual(before)
  })
})

test('a sign-in gives a token of 90 days and the admin, and is audited', async () => {
  const before = backend.state()
  const { answer } = await signIn(right)
  expect(answer).toEqual({
    errCode: 0,
    errMsg: '',
    errDlt: '',
    data: {
      adminAccount: 'chatAdmin',
      adminToken: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as unknown,
      nickname: 'Root',
      faceURL: '',
      level: 100,
      adminUserID: '1000000001',
      imUserID: '',
      imToken: '',
    },
  })
  const token = (answer as { data: { adminToken: string } }).data.adminToken
  const { tokens } = backend.directory
  expect(tokens.holderOf(token)).toEqual({ kind: 'admin', userID: '1000000001' })
  expect(JSON.stringify(backend.state())).not.toContain(token)
  expect(backend.state().events).toBe(before.events + 1)
  expect(backend.actions().at(-1)).toBe('directory.token-issued')
  backend.clock.advance(thresholds.openimTokenLife - 1)
  expect(tokens.holderOf(token).kind).toBe('admin')
  backend.clock.advance(1)
  expect(tokens.holderOf(token).kind).toBe('expired')
})

test('with md5-hex the imported password is known by its digest, and no longer as typed', async () => {
  const hashed = await startBuiltInBackend({ adminPasswordEncoding: () => 'md5-hex' })
  try {
    const call = async (password: string): Promise<unknown> => {
      const response = await fetch(`${hashed.url}/account/login`, {
        method: 'POST',
        body: JSON.stringify({ ...right, password }),
      })
      return response.json()
    }
    expect(await call(createHash('md5').update('OpenIM@123').digest('hex'))).toMatchObject({ errCode: 0 })
    expect(await call('OpenIM@123')).toMatchObject({ errCode: 20001 })
  } finally {
    await hashed.stop()
  }
})

test('an unknown account costs one hash like a known one, at its first use and after', async () => {
  let hashes = 0
  const watched = await startBuiltInBackend({
    hashing: (hashing) => ({
      hash: (password) => {
        hashes++
        return hashing.hash(password)
      },
      compare: (password, hash) => {
        hashes++
        return hashing.compare(password, hash)
      },
    }),
  })
  try {
    const call = (account: string): Promise<Response> =>
      fetch(`${watched.url}/account/login`, {
        method: 'POST',
        body: JSON.stringify({ account, password: 'x' }),
      })
    for (const account of ['nobody', 'chatAdmin', 'chatAdmin']) {
      hashes = 0
      await call(account)
      expect(hashes, account).toBe(1)
    }
  } finally {
    await watched.stop()
  }
})
