import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareEndings } from '../../../src/main/systems/nobase/judge-again.ts'
import {
  admittedRequestSchema,
  requestFactsSchema,
  type JudgedOperation,
} from '../../../src/main/systems/nobase/request-facts.ts'
import { toldEnding } from '../../../src/main/systems/nobase/told-ending.ts'
import { paths } from '../../../src/main/systems/nobase/wire.ts'
import { ming, send, startNobaseBackend, ways, type NobaseBackend } from './nobase-backend.ts'

let backend: NobaseBackend
beforeAll(async () => {
  backend = await startNobaseBackend({ throttle: false })
})
afterAll(() => backend.stop())

const limits = (least: number, most: number) =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }))
    .map(([one, other]) => ({ min: Math.min(one, other), max: Math.max(one, other) }))
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })
const fields = {
  status: mostly<'normal' | 'reviewing' | 'stopped'>('normal', 'reviewing', 'stopped'),
  developerStatus: mostly<'normal' | 'overdue' | 'disabled'>('normal', 'overdue', 'disabled'),
  developerOverdueDays: fc.nat(3),
  allowPasswordChange: mostly(true, false),
  tokenValidation: fc.boolean(),
  accountLength: fc.oneof(fc.constant({ min: 5, max: 20 }), limits(9, 13)),
  passwordLength: fc.oneof(fc.constant({ min: 6, max: 32 }), limits(4, 12)),
}
const settings = fc.record(fields)
const changes = fc.oneof(
  { weight: 2, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.record({ passwordLength: limits(4, 12) }) },
)
const request = fc.record({
  operation: fc.constantFrom<JudgedOperation>('newPass', 'newPass', 'updateSign', 'login'),
  way: fc.constantFrom(...ways),
  signature: mostly('sig-1001', 'wrong'),
  user: mostly<string | undefined>(ming.user, '13800138009', '1380013800', 'x1', undefined),
  pass: mostly<string | undefined>(ming.pass, 'wrong', undefined),
  newpass: fc.oneof(
    mostly(ming.pass, 'New-Pass', 'Ab1'),
    fc.integer({ min: 1, max: 14 }).map((length) => 'n'.repeat(length)),
  ),
  token: fc.constantFrom('none', 'right', 'wrong'),
  userStatus: mostly<'normal' | 'disabled'>('normal', 'disabled'),
})

test('what is said of a request under other settings is what the service then answers', async () => {
  const seen = { no: 0, perhaps: 0, surely: 0 }
  const rules = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      request,
      settings,
      changes,
      async ({ operation, way, token, userStatus, ...given }, before, change) => {
        const after = { ...before, ...change }
        const answerUnder = async (set: typeof before): Promise<string> => {
          backend.setUp(set)
          backend.setStatus(userStatus)
          backend.clock.advance(1_000)
          const tokens = { none: undefined, right: backend.userToken(), wrong: 'x' }
          const { answer } = await send(backend.url + paths[operation], way, {
            ...given,
            appid: ming.appid,
            newsign: 'hello',
            token: tokens[token],
          })
          await backend.giveBackPassword()
          const { code, data } = answer as { code: number; data: unknown }
          return `${String(code)} ${typeof data === 'string' ? data : ''}`
        }
        const first = await answerUnder(before)
        const facts = requestFactsSchema.parse(JSON.parse(backend.served.at(-1)?.facts ?? 'null'))
        const then = await answerUnder(after)
        if (facts.appid === null) {
          expect(then).toBe(first)
          return
        }
        const judged = compareEndings(admittedRequestSchema.parse(facts), before, after)
        const told = (endings: typeof judged.before): string[] =>
          endings.map((ending) => {
            const { code, text } = toldEnding(operation, ending)
            return `${String(code)} ${text}`
          })
        expect(told(judged.before)).toEqual([first])
        expect(told(judged.after)).toContain(then)
        if (judged.differs === 'no') expect(then).toBe(first)
        if (judged.differs === 'surely') expect(then).not.toBe(first)
        if (judged.differs !== 'perhaps' && judged.before.length === 1) rules.add(facts.rule)
        seen[judged.differs]++
      },
    ),
    { numRuns: 300 },
  )
  // That every kind was met at all; which of them are met how often is chance.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  expect(rules.size).toBeGreaterThan(7)
  expect(backend.failures).toEqual([])
}, 120_000)
