import { Pool } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operationAnswers } from '../../scripts/protocols/answers.ts'
import type { PasswordHashing } from '../../src/shared/model/ports.ts'
import { Secret } from '../../src/shared/model/secret.ts'
import { startBuiltInBackend, type BuiltInBackend } from './built-in-backend.ts'
import { fuzzedRequest, type FuzzedRequest, type Knowledge } from './fuzzed-request.ts'
import { drawFrom } from './hostile-answer.ts'
import { importDirectory, keptRows } from './kept-rows.ts'

const seed = 20_260_602
const requestsInAll = 100_000
const clients = 8
const signKey = 'key-of-shuidi'

let backend: BuiltInBackend
let know: Knowledge

beforeAll(async () => {
  backend = await startBuiltInBackend({ hashing: rememberComparisons })
  importDirectory(backend, { shuidi: { signKey } })
  const { admins, users, tokens } = backend.directory
  // An imported password becomes its hash at its first use, which is no change by a request.
  for (const userID of ['1000000001', '1000000002', '1000000003']) {
    await admins.verifyPassword(admins.byUserID(userID), new Secret('OpenIM@123'))
  }
  for (const user of users.search({ limit: 50 }).users) {
    await users.verifyPassword(user, new Secret('OldPass456'))
    await users.verifyPassword(user, new Secret('Courier123'))
  }
  const [user] = users.byPhone('18062639596')
  if (user === undefined) throw new Error('no sample user')
  const issued = tokens.issueToUser(user, 60_000)
  know = {
    adminToken: backend.tokenOf('1000000002').reveal(),
    userToken: issued.token.reveal(),
    userkey: issued.userkey.reveal(),
    signKey,
    seconds: Math.floor(backend.clock.now() / 1000),
  }
}, 60_000)
afterAll(() => backend.stop())

/** Compares each password with each hash once: the same few wrong ones come again and again. */
function rememberComparisons(hashing: PasswordHashing): PasswordHashing {
  const known = new Map<string, Promise<boolean>>()
  return {
    hash: (password) => hashing.hash(password),
    compare(password, hash) {
      const asked = JSON.stringify([password.reveal(), hash])
      const answer = known.get(asked) ?? hashing.compare(password, hash)
      known.set(asked, answer)
      return answer
    },
  }
}

const documentedCodes = Object.values(operationAnswers)
  .flatMap(({ failures }) => failures.map(({ code }) => Number.parseInt(code, 10)))
  .filter((code) => code !== 500)
const storageFailure = /数据库操作异常|服务器内部错误/

/** Says what is wrong with an answer to a request that must not be carried out, or nothing. */
function fault({ method, path }: FuzzedRequest, status: number, body: string): string | null {
  if (status >= 500) return `HTTP ${String(status)}`
  if (storageFailure.test(body)) return 'a failure of the storage, which does not fail'
  if (status !== 200)
    return status === 404 || status === 400 || status === 413 || status === 204
      ? null
      : `HTTP ${String(status)}`
  if (method === 'HEAD') return null
  const envelope = JSON.parse(body) as Record<string, unknown>
  const code = Number(envelope['code'] ?? envelope['status'] ?? envelope['errCode'])
  if (code === 500) return envelope['errDlt'] === 'password error' ? null : 'an error of the server'
  const isShop = path.startsWith('/ErpServer') && envelope['actionName'] === 'getshop'
  if (isShop && code === 1) return null
  return documentedCodes.includes(code) ? null : `the code ${String(code)}`
}

test('no request that may not be carried out is, and none makes the service fail', async () => {
  const kept = (): unknown => {
    const {
      directory_captchas: _,
      directory_outbox: __,
      directory_codes: ___,
      actions,
      ...rows
    } = keptRows(backend)
    return { ...rows, actions: actions?.filter((action) => !action.includes('lock')) }
  }
  const before = kept()
  const pool = new Pool(backend.url, { connections: clients, pipelining: 1 })
  const draw = drawFrom(seed)
  const faults: string[] = []
  const seen = new Map<string, number>()
  let left = requestsInAll
  const keepSending = async (): Promise<void> => {
    while (left-- > 0) {
      const request = fuzzedRequest(know, draw)
      const answer = await pool.request({
        method: request.method,
        path: request.path.replace(/[^\x21-\x7e]/g, (sign) => encodeURIComponent(sign)),
        headers: request.headers,
        body: request.body,
      })
      const body = await answer.body.text()
      const wrong = fault(request, answer.statusCode, body)
      if (wrong !== null && faults.length < 10) {
        faults.push(
          `${wrong}: ${request.method} ${request.path.slice(0, 200)} ${String(request.body).slice(0, 300)} -> ${body.slice(0, 200)}`,
        )
      }
      const kind = `${String(answer.statusCode)} ${/"(?:code|status|errCode)":(\d+)/.exec(body)?.[1] ?? ''}`
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: clients }, keepSending))
  await pool.close()
  const answered = [...seen.values()].reduce((sum, count) => sum + count, 0)
  process.stdout.write(
    `fuzzed requests: ${String(faults.length)} of ${String(answered)} answered outside the documents, ` +
      `${String(backend.failures.length)} failures\n`,
  )
  expect(faults).toEqual([])
  expect(answered).toBe(requestsInAll)
  expect(backend.failures).toEqual([])
  expect(kept()).toEqual(before)
  // The run reached beyond the first checks: wrong secrets, wrong codes, wrong formats.
  for (const kind of [
    '200 204',
    '200 404',
    '200 405',
    '200 401',
    '200 1001',
    '200 500',
    '200 20001',
    '200 15010',
    '200 15009',
    '200 0',
    '200 6',
    '200 7',
    '404 ',
    '413 ',
  ]) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(10)
  }
}, 600_000)

test('the passwords in force are the ones from before', async () => {
  const { admins, users } = backend.directory
  backend.clock.advance(3_600_000)
  expect(await admins.verifyPassword(admins.byUserID('1000000001'), new Secret('OpenIM@123'))).toBe(true)
  const [ming] = users.byPhone('13800138000')
  expect(await users.verifyPassword(ming ?? null, new Secret('OldPass456'))).toBe(true)
})
