import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findPassword, prepareFindPassword } from '../../../src/main/systems/shuidi/find-password.client.ts'
import { sendCode } from '../../../src/main/systems/shuidi/send-code.client.ts'
import { writeSentRequest } from '../../../src/main/systems/outgoing-request.ts'
import { showRequest } from '../../../src/main/systems/show-request.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { httpAnswer, startRawServer } from '../raw-server.ts'
import { aReset } from './a-reset.ts'

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex')
const at = (baseUrl: string) => ({ baseUrl, allowHttp: false })
const plain = aReset({
  code: new Secret('4119'),
  newPassword: new Secret('654321'),
  key: new Secret('k3y'),
}).input
const sign = md5('find_password18616503617156291780315200k3y')
const inOrder = `sign_md5=${sign}&timestrap=1780315200&phone=18616503617&code=4119&uid=15629&new_password=654321`

test('by GET all goes in the query, in the order of the document', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  await findPassword(plain, at(server.url))
  const [head = '', body] = String(server.requests[0]).split('\r\n\r\n')
  expect(head.split('\r\n')[0]).toBe(`GET /user?action=find_password&${inOrder} HTTP/1.1`)
  expect(body).toBe('')
})

test('by POST the action goes in the query and all else in a form', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  await findPassword({ ...plain, method: 'POST' }, at(server.url))
  const [head = '', body] = String(server.requests[0]).split('\r\n\r\n')
  expect(head.split('\r\n')[0]).toBe('POST /user?action=find_password HTTP/1.1')
  expect(head).toContain('Content-Type: application/x-www-form-urlencoded')
  expect(body).toBe(inOrder)
})

test('a code is asked for with its type, signed with an empty uid', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  await sendCode(
    { phone: '18616503617', key: new Secret('k3y'), template: '', now: 1_780_315_200_000, method: 'GET' },
    at(server.url),
  )
  const signed = md5('get_verification_code186165036171780315200k3y')
  expect(String(server.requests[0]).split('\r\n')[0]).toBe(
    `GET /user?action=get_verification_code&sign_md5=${signed}&timestrap=1780315200&phone=18616503617&type=10004 HTTP/1.1`,
  )
})

test('a template of the settings takes the place of the assumed one', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  await findPassword({ ...plain, template: '{new_password}{code}{key}' }, at(server.url))
  expect(String(server.requests[0])).toContain(`sign_md5=${md5('6543214119k3y')}&`)
})

describe('for any well-formed text', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })

  test.each(['GET', 'POST'] as const)('what is received by %s is what was given and signed', (method) => {
    fc.assert(
      fc.property(text, text, text, text, text, (phone, uid, code, next, secret) => {
        const { request } = prepareFindPassword(
          {
            ...plain,
            phone,
            uid,
            code: new Secret(code),
            newPassword: new Secret(next),
            key: new Secret(secret),
            method,
          },
          at('http://127.0.0.1'),
        )
        if (request === null) throw new Error('refused')
        const { url, body } = writeSentRequest(request)
        const received = method === 'GET' ? new URL(url).searchParams : new URLSearchParams(body ?? '')
        expect(received.get('phone')).toBe(phone)
        expect(received.get('uid')).toBe(uid)
        expect(received.get('code')).toBe(code)
        expect(received.get('new_password')).toBe(next)
        expect(received.get('sign_md5')).toBe(md5(`find_password${phone}${uid}1780315200${secret}`))
      }),
    )
  })
})

test('a dry run shows the request without its secrets, and the signature is one of them', () => {
  const { request } = prepareFindPassword(plain, at('http://127.0.0.1:8080'))
  const shown = request && showRequest(request)
  expect(shown?.url).toBe(
    'http://127.0.0.1:8080/user?action=find_password&sign_md5=******&timestrap=1780315200&phone=18616503617&code=******&uid=15629&new_password=******',
  )
})

test('the signature is explained by the template that was used, with its secrets masked and no digest', async () => {
  const server = await startRawServer(httpAnswer(200, '{}'))
  const assumed = await findPassword(plain, at(server.url))
  expect(assumed.signature).toEqual({
    kind: 'digest',
    name: 'sign_md5',
    letters: 'lower',
    rule: '{action}{phone}{uid}{timestrap}{key}',
    assumed: true,
    preImage: 'find_password18616503617156291780315200******',
    digest: null,
  })
  const set = await findPassword(
    { ...plain, template: '{key}|{code}|{new_password}|{phone}' },
    at(server.url),
  )
  expect(set.signature).toMatchObject({ assumed: false, preImage: '******|******|******|18616503617' })
  expect(JSON.stringify([assumed, set])).not.toContain(sign)
})
