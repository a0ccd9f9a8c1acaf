import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { writeSentRequest } from '../../../src/main/systems/outgoing-request.ts'
import { prepareAction } from '../../../src/main/systems/yunhu/prepare-action.ts'
import { signatureMatches, signatureOf } from '../../../src/main/systems/yunhu/sign.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { signedOut } from './canary-inputs.ts'

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex').toUpperCase()
const signedIn = {
  userkey: new Secret('ed0113fe20eda14cd178dcceb986e932'),
  token: new Secret('d1381caefec66ccc06e06d4ab5d2da23'),
}
const reset =
  '{"actionName":"resetpwd","mbphone":"18062639596","codeid":1,"msgcode":"123456","upw":"123456","resettype":0}'
const login = '{"actionName":"login","logintype":0,"mbphone":"18062639596","upw":"123456"}'

test.each([
  ['a reset before the sign-in', reset, signedOut, '8BFDCA8248B85F468DBCD505652FE341'],
  ['a reset after it', reset, signedIn, '8B019F02B99B1A6D085C29132C409513'],
  ['a picture', '{"actionName":"getcode"}', signedOut, '468D7A8C62248FA578FC1F84DDFBDC33'],
  ['a sign-in', login, signedOut, 'BD4E0BC7CF2D4ABE73FA1D4F72BD87F5'],
  ['Chinese', '{"actionName":"resetpwd","upw":"密码测试"}', signedOut, 'E4706F0AA5599F66F83F1D1C0C8B7079'],
])('the known signature of %s', (_, body, session, signature) => {
  expect(signatureOf(Buffer.from(body), session)).toBe(signature)
  expect(signatureMatches(signature, signatureOf(Buffer.from(body), session))).toBe(true)
})

test('without a token the userkey signs nothing', () => {
  const session = { token: new Secret(''), userkey: signedIn.userkey }
  expect(signatureOf(Buffer.from(reset), session)).toBe('8BFDCA8248B85F468DBCD505652FE341')
})

describe('for any Unicode', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
  const latin1 = fc.stringMatching(/^[\x20-\x7e\xa0-\xff]{1,40}$/)

  test.each([signedOut, null])('the signature covers the very bytes that are sent', (session) => {
    fc.assert(
      fc.property(text, text, text, latin1, text, (mbphone, upw, name, token, userkey) => {
        const keys = session ?? { token: new Secret(token), userkey: new Secret(userkey) }
        const fields = [
          { name: 'mbphone', kind: 'text' as const, value: mbphone },
          { name, kind: 'text' as const, value: new Secret(upw) },
        ]
        const target = { baseUrl: 'http://127.0.0.1/ErpServer/h5api/1/a', allowHttp: false }
        const { request } = prepareAction('resetpwd', fields, keys, target)
        if (request === null) throw new Error('refused')
        const { body, headers } = writeSentRequest(request)
        const suffix = session === null ? `&key=${userkey}${token}` : ''
        expect(headers['sign']).toBe(md5(`json=${body ?? ''}${suffix}`))
        expect(Object.entries(JSON.parse(body ?? '') as object)).toContainEqual([name, upw])
      }),
    )
  })

  test('no other body, token or userkey has the signature', () => {
    fc.assert(
      fc.property(text, text, text, (body, token, userkey) => {
        const right = signatureOf(Buffer.from(reset), signedIn)
        const others = [
          signatureOf(Buffer.from(body), signedIn),
          signatureOf(Buffer.from(reset), { ...signedIn, token: new Secret(token) }),
          signatureOf(Buffer.from(reset), { ...signedIn, userkey: new Secret(userkey) }),
          body,
        ]
        for (const other of others) expect(signatureMatches(other, right)).toBe(false)
      }),
    )
  })
})
