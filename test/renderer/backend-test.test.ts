// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import BackendTest from '../../src/renderer/features/backends/BackendTest.vue'
import type { Outcome } from '../../src/shared/model/outcome.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const exchange = {
  method: 'POST',
  url: 'http://im.example.com/account/login',
  requestHeaders: {},
  requestBody: '',
  responseBody: null,
  durationMs: 15_000,
  curl: 'curl',
}
const outcome = (parts: Partial<Outcome>): Outcome => ({
  operation: 'openim.login',
  status: 'unknown',
  reason: null,
  wire: null,
  drift: [],
  rule: null,
  exchange,
  ...parts,
})
const wire = { httpStatus: 200, code: null, message: '' }

let close = (): void => undefined
afterEach(() => {
  close()
  Reflect.deleteProperty(navigator, 'language')
})
const toldOf = async (tested: Outcome, language: 'en' | 'zh-CN'): Promise<string> => {
  const { desk } = deskOverRpc({
    backends: {
      test: on.backends.test.handler(() => ({ kind: 'request' as const, outcome: tested })),
    },
  })
  // The page speaks as the system does until somebody chooses.
  Object.defineProperty(navigator, 'language', { configurable: true, value: language })
  close = mountWithDesk(BackendTest, { desk, language, props: { backendId: 'b', system: 'openim' } })
  byTestId('backend-test').click()
  await flushPromises()
  return byTestId('backend-tested').textContent
}

describe('the test of a backend', () => {
  it.each([
    [
      'en',
      outcome({ reason: 'timeout' }),
      'The request was sent, and was not answered.No answer came in time.',
    ],
    ['zh-CN', outcome({ reason: 'timeout' }), '请求已发出，但没有得到应答。'],
    [
      'en',
      outcome({ reason: 'connection-failed', failure: 'ECONNRESET' }),
      'The request was sent, and was not answered.The connection failed.',
    ],
    [
      'en',
      outcome({ reason: 'server-error', wire: { ...wire, httpStatus: 502 } }),
      'Something answers, with an error of its own.Nothing was changed there.',
    ],
    ['zh-CN', outcome({ reason: 'server-error', wire }), '有应答，但报告的是自身错误。未对其作任何改动。'],
    [
      'en',
      outcome({ reason: 'protocol-mismatch', wire }),
      'Something answers, but not as the document says.',
    ],
    ['zh-CN', outcome({ reason: 'protocol-mismatch', wire }), '有应答，但与文档不符。'],
    [
      'en',
      outcome({ status: 'unreachable', reason: 'timeout', exchange: null }),
      'No connection came about.',
    ],
  ] as const)('says in %s what happened %#', async (language, tested, told) => {
    const text = await toldOf(tested, language)
    expect(text.slice(0, told.length)).toBe(told)
    if (tested.wire === null) expect(text).not.toMatch(/Something answers|有应答/)
  })

  it.each([
    ['nobase', 'nobase has no request that changes nothing', 'calling admin'],
    ['shuidi', 'shuidi has no request that changes nothing', 'calling admin'],
    ['openim', 'enter a calling admin', 'no request that changes nothing'],
  ] as const)(
    'that could only connect says of %s what holds there, and of no other',
    async (system, said, other) => {
      const { desk } = deskOverRpc({
        backends: {
          test: on.backends.test.handler(() => ({
            ...{ kind: 'connection' as const, reached: true, failure: null, durationMs: 7 },
          })),
        },
      })
      close = mountWithDesk(BackendTest, { desk, props: { backendId: 'b', system } })
      byTestId('backend-test').click()
      await flushPromises()
      expect(byTestId('backend-tested').textContent).toContain(said)
      expect(byTestId('backend-tested').textContent).not.toContain(other)
    },
  )
})
