import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBuiltInService } from '../../../src/main/systems/service.ts'
import { openRealDirectory } from '../../directory/real-directory.ts'
import { servedCall } from '../served-call.ts'

const field = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('1000000001', 'chatAdmin', 'OpenIM@123', 'OpenIM@456', '') },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue(), fc.constant('x'.repeat(1025))),
  },
)
const documentedBody = fc
  .record(
    {
      userID: field,
      currentPassword: field,
      newPassword: field,
      account: field,
      password: field,
      __proto__: field,
    },
    { requiredKeys: [] },
  )
  .map((body) => JSON.stringify(body))
const anyBody = fc.oneof(
  documentedBody,
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 200 }),
)
const headerValue = fc.stringMatching(/^[\x21-\x7e]{0,60}$/)

test('whatever is sent, the answer is a documented envelope or a short refusal, and nothing fails inside', async () => {
  const real = openRealDirectory()
  const failures: unknown[] = []
  const service = createBuiltInService({
    directory: real.directory,
    clock: real.clock,
    allowBrowserCallers: () => false,
    onFailure: (error) => failures.push(error),
  })
  const admin = real.directory.admins.byUserID('1000000002') ?? expect.fail()
  const { token } = real.directory.tokens.issueToAdmin(admin, 60_000)
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'OPTIONS', 'HEAD'),
        fc.oneof(fc.constantFrom('account/change_password', 'account/login'), fc.webPath()),
        fc.record(
          {
            operationID: headerValue,
            token: fc.oneof(fc.constant(token.reveal()), headerValue),
            origin: headerValue,
            'content-type': headerValue,
          },
          { requiredKeys: [] },
        ),
        anyBody,
        async (method, path, headers, body) => {
          const answer = await service(servedCall({ method, target: `/${path}`, headers, body }))
          const text = answer.body ?? ''
          expect(text).not.toMatch(/\bat .*:\d+|node_modules|Error:/)
          if (answer.status === 200)
            expect(JSON.parse(text)).toMatchObject({ errMsg: expect.any(String) as unknown })
          else expect([403, 404]).toContain(answer.status)
        },
      ),
      { numRuns: 3_000 },
    )
    expect(failures).toEqual([])
  } finally {
    real.close()
  }
})
