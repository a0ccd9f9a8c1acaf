import { describe, expect, test } from 'vitest'
import {
  findPassword,
  type FindPasswordInput,
} from '../../../src/main/systems/shuidi/find-password.client.ts'
import { sendCode } from '../../../src/main/systems/shuidi/send-code.client.ts'
import { outcomeSchema, type OutcomeReason } from '../../../src/shared/model/outcome.ts'
import { Secret } from '../../../src/shared/model/secret.ts'
import { httpAnswer, startRawServer } from '../raw-server.ts'
import { aReset } from './a-reset.ts'

const parameter = (name: string): object => ({
  document: 'find_password 找回密码',
  section: '传参',
  rule: `${name} 是否必填:是`,
})
const latchkey = { document: 'Latchkey', section: 'shuidi' }
const empty = new Secret('')

const refusals: [name: string, input: Partial<FindPasswordInput>, reason: OutcomeReason, rule: object][] = [
  ['no phone', { phone: '' }, 'missing-parameter', parameter('phone')],
  ['no code', { code: empty }, 'missing-parameter', parameter('code')],
  ['no uid', { uid: '' }, 'missing-parameter', parameter('uid')],
  ['no new password', { newPassword: empty }, 'missing-parameter', parameter('new_password')],
  ['no key', { key: empty }, 'missing-parameter', latchkey],
  ['half a character', { newPassword: new Secret('654321\ud83d') }, 'malformed-parameter', latchkey],
  ['a template without the key', { template: '{phone}' }, 'malformed-parameter', latchkey],
  ['a template with an unknown name', { template: '{key}{salt}' }, 'malformed-parameter', latchkey],
]

describe('what our own checks stop is refused with the rule behind it, and nothing is sent', () => {
  describe.each(['GET', 'POST'] as const)('by %s', (method) => {
    test.each(refusals)('%s', async (_, overrides, reason, rule) => {
      const server = await startRawServer(httpAnswer(200, '{}'))
      const { input } = aReset({ method, ...overrides })
      const outcome = await findPassword(input, { baseUrl: server.url, allowHttp: false })
      expect(outcome).toMatchObject({
        status: 'refused',
        reason,
        rule,
        wire: null,
        exchange: null,
        drift: [],
      })
      expect(outcomeSchema.parse(outcome)).toEqual(outcome)
      expect(server.connections()).toBe(0)
    })
  })

  test('a code for no phone', async () => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    const { key, template, now, method } = aReset().input
    const outcome = await sendCode(
      { phone: '', key, template, now, method },
      { baseUrl: server.url, allowHttp: false },
    )
    expect(outcome).toMatchObject({ status: 'refused', reason: 'missing-parameter' })
    expect(server.connections()).toBe(0)
  })

  test('http:// beyond this machine, without consent', async () => {
    const target = { baseUrl: 'http://203.0.113.7', allowHttp: false }
    expect(await findPassword(aReset().input, target)).toMatchObject({ status: 'refused', exchange: null })
  })
})
