import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvelope } from '../../../src/main/systems/nobase/read-envelope.ts'
import { loginTable, newPassTable, paths, updateSignTable } from '../../../src/main/systems/nobase/wire.ts'
import { asEnvelope } from '../../../src/main/systems/verdict.ts'
import { ming, send, startNobaseBackend, ways, type NobaseBackend } from './nobase-backend.ts'

let backend: NobaseBackend
beforeAll(async () => {
  backend = await startNobaseBackend()
})
afterAll(() => backend.stop())

const operations = [
  { path: paths.newPass, table: newPassTable },
  { path: paths.updateSign, table: updateSignTable },
  { path: paths.login, table: loginTable },
] as const

const anyText = fc.string({ unit: 'grapheme', maxLength: 40 })
const orAny = (...usual: string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, '') },
    { weight: 1, arbitrary: anyText },
  )
const request = fc.record({
  operation: fc.constantFrom(...operations),
  way: fc.constantFrom(...ways),
  flags: fc.record({
    status: fc.constantFrom('normal', 'normal', 'normal', 'reviewing', 'stopped'),
    developerStatus: fc.constantFrom('normal', 'normal', 'normal', 'overdue', 'disabled'),
    developerOverdueDays: fc.nat(10_000),
    allowPasswordChange: fc.boolean(),
    tokenValidation: fc.boolean(),
  }),
  given: fc.record({
    appid: orAny(ming.appid),
    signature: orAny('sig-1001'),
    user: orAny(ming.user, '13800138009'),
    pass: orAny(ming.pass, 'wrong'),
    newpass: orAny(ming.pass, 'New-Pass'),
    newsign: orAny('签名'),
  }),
  token: fc.constantFrom('none', 'right', 'wrong'),
})

test('whatever is asked, the answer is one of the table, the client reads it as such, and a refusal changes nothing', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(request, async ({ operation: { path, table }, way, flags, given, token }) => {
      await backend.isPassword(ming.pass)
      backend.setUp(flags)
      const tokens = { none: undefined, right: backend.userToken(), wrong: 'x' }
      const before = backend.rows()
      const { status, answer } = await send(backend.url + path, way, { ...given, token: tokens[token] })
      const read = readEnvelope(asEnvelope(answer) ?? {}, table)
      expect(status).toBe(200)
      expect(read.drift).toEqual([])
      expect(read.reason === null).toBe(read.status === 'succeeded')
      expect(read.reason).not.toBe('other')
      expect(read.status).toMatch(/^(succeeded|rejected)$/)
      if (read.status === 'rejected') expect(backend.rows()).toEqual(before)
      else expect(backend.rows()).not.toEqual(before)
      if (read.status === 'succeeded') await backend.giveBackPassword()
      seen.add(`${path} ${read.status} ${read.reason ?? ''}`)
    }),
    { numRuns: 250 },
  )
  expect(seen.size).toBeGreaterThan(12)
  expect(backend.failures).toEqual([])
}, 60_000)
