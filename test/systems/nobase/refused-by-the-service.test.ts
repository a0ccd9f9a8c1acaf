import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ming, send, startNobaseBackend, ways, type Given, type NobaseBackend } from './nobase-backend.ts'
import { account, endpoints, scenarios, type Endpoint } from './refused-scenarios.ts'

let backend: NobaseBackend
beforeAll(async () => {
  backend = await startNobaseBackend()
})
afterAll(() => backend.stop())
beforeEach(async () => {
  // Clears the count of wrong passwords, which is not what these tests are about.
  expect(await backend.isPassword(ming.pass)).toBe(true)
  backend.setUp()
  backend.setStatus('normal')
})

async function call(endpoint: Endpoint, way: (typeof ways)[number], given: Given): ReturnType<typeof send> {
  const { path, value } = endpoints[endpoint]
  return send(backend.url + path, way, { ...account, ...value, ...given })
}

describe.each(['newPass', 'updateSign'] as const)('%s: what is refused changes nothing', (endpoint) => {
  const cases = ways.flatMap((way) => scenarios[endpoint].map((scenario) => ({ ...scenario, way })))
  test.each(cases)(
    '$row, by $way',
    async ({ way, application, disabled, given = {}, answer: [code, data] }) => {
      backend.setUp(application)
      if (disabled) backend.setStatus('disabled')
      const parameters = typeof given === 'function' ? given(backend) : given
      const before = backend.rows()
      expect(await call(endpoint, way, parameters)).toEqual({
        status: 200,
        answer: { code, msg: 'fail', data },
      })
      expect(backend.rows()).toEqual(before)
    },
  )
})

describe('the flag "allow password change" is none of updateSign', () => {
  test.each(ways)('by %s', async (way) => {
    backend.setUp({ allowPasswordChange: false })
    expect(await call('updateSign', way, {})).toMatchObject({ answer: { code: 200 } })
  })
})
