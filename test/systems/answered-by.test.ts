import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { servedRules } from '../../src/shared/model/served-rules.ts'
import { startBuiltInBackend, type BuiltInBackend } from './built-in-backend.ts'
import { nobaseScenarios, prepareNobase, startNobase } from './nobase/ruled-scenarios.ts'
import { openimScenarios, prepareOpenim, startOpenim } from './openim/ruled-scenarios.ts'
import type { RuledScenario } from './ruled-scenario.ts'
import { prepareShuidi, shuidiScenarios, startShuidi } from './shuidi/ruled-scenarios.ts'
import { prepareYunhu, startYunhu, yunhuScenarios } from './yunhu/ruled-scenarios.ts'

const answeredBy = <Backend extends BuiltInBackend>(
  system: string,
  scenarios: readonly RuledScenario<Backend>[],
  start: () => Promise<Backend>,
  prepare: (backend: Backend) => void,
): void => {
  describe(`${system} is answered by`, () => {
    let backend: Backend
    beforeAll(async () => {
      backend = await start()
    })
    beforeEach(() => {
      prepare(backend)
    })
    afterAll(() => backend.stop())

    test.each(scenarios)('$rule: $row', async ({ rule, answer, send }) => {
      const given = await send(backend)
      expect(given).toEqual(answer)
      expect(backend.served.at(-1)?.rule).toBe(rule)
      // The caller is told as much as before, and no more.
      expect(JSON.stringify(given)).not.toContain(rule)
    })
  })
}

const anyScenarios: RuledScenario<BuiltInBackend>[] = [
  {
    row: 'a path that nobody knows',
    rule: 'any.no-such-path',
    answer: { error: 'no such path' },
    send: async ({ url }) => (await (await fetch(`${url}/nothing`)).json()) as object,
  },
  {
    row: 'a body that nobody announced, and is too big',
    rule: 'any.too-big',
    answer: { error: 'the request is over 64 KiB' },
    send: async ({ url }) => {
      const body = new Blob(['x'.repeat(70_000)]).stream()
      const response = await fetch(`${url}/account/login`, { method: 'POST', body, duplex: 'half' })
      return (await response.json()) as object
    },
  },
  {
    row: 'a page of another origin',
    rule: 'any.page-refused',
    answer: { error: 'pages may not call the built-in backend' },
    send: async ({ url }) =>
      (await (
        await fetch(`${url}/account/login`, { headers: { 'sec-fetch-site': 'cross-site' } })
      ).json()) as object,
  },
]

answeredBy('nobase', nobaseScenarios, startNobase, prepareNobase)
answeredBy('openim', openimScenarios, startOpenim, prepareOpenim)
answeredBy('shuidi', shuidiScenarios, startShuidi, prepareShuidi)
answeredBy('yunhu', yunhuScenarios, startYunhu, prepareYunhu)
answeredBy('any path', anyScenarios, startBuiltInBackend, () => undefined)

test('where pages may call, the question of one is told apart, and its request by its own rule', async () => {
  const backend = await startBuiltInBackend({ allowBrowserCallers: () => true })
  const headers = { 'sec-fetch-site': 'cross-site' }
  await fetch(`${backend.url}/account/login`, { method: 'OPTIONS', headers })
  await fetch(`${backend.url}/account/login`, { method: 'POST', headers, body: '{}' })
  expect(backend.served.map(({ rule }) => rule)).toEqual(['any.page-admitted', 'openim.account-empty'])
  await backend.stop()
})

test('no rule is left without a request that it answers', () => {
  const all = [nobaseScenarios, openimScenarios, shuidiScenarios, yunhuScenarios, anyScenarios]
  const reached = new Set<string>(['any.page-admitted', ...all.flat().map(({ rule }) => rule)])
  expect(Object.keys(servedRules).filter((rule) => !reached.has(rule))).toEqual([])
})
