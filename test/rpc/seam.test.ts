import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createORPCClient, ORPCError, safe } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { answerHeaders } from '../../src/main/rpc/answer.ts'
import { createHandler, maxCallBytes } from '../../src/main/rpc/handler.ts'
import { createPageFiles } from '../../src/main/rpc/page-files.ts'
import { makePageFolder } from '../hosts/page-folder.ts'
import type { smallContract } from './small-desk.ts'
import { createSmallDesk } from './small-desk.ts'
import { waysIn, type WayIn } from './ways-in.ts'

type Client = ContractRouterClient<typeof smallContract>
type Send = WayIn['send']

/** Node forgets to pass an abort on from a request that was collected meanwhile. */
const collectGarbage = (() => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
})()

const folder = makePageFolder()
afterAll(folder.remove)

describe.each(Object.entries(waysIn))('by %s', (_name, open) => {
  const callers = new Set<string>()
  const { router, log } = createSmallDesk((caller) => callers.has(caller))
  const handler = createHandler({
    router,
    context: (caller) => ({ caller }),
    pageFiles: createPageFiles(folder.path),
    report: (error) => log.reported.push(error),
  })
  let way: WayIn
  let client: Client

  const clientOver = (send: Send): Client => createORPCClient(new RPCLink({ url: way.url, fetch: send }))
  const post = (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type = 'application/json',
    send = way.send,
  ) => send(new Request(`${way.url}${path}`, { method: 'POST', headers: { 'content-type': type }, body }))
  const greeting = JSON.stringify({ json: { name: 'Ming' } })

  beforeAll(async () => {
    way = await open(handler)
    client = clientOver(way.send)
  })
  afterAll(() => way.close())

  it('carries a call there and its value back', async () => {
    const { greeting, caller } = await client.greet({ name: 'Ming' })
    expect(greeting).toBe('你好, Ming')
    expect(caller).toMatch(/^(window|browser-[0-9a-f-]{36})$/)
  })

  it('names the same caller at every call', async () => {
    const [one, other] = await Promise.all([client.greet({ name: 'a' }), client.greet({ name: 'b' })])
    expect(one.caller).toBe(other.caller)
  })

  it('carries an error of the contract with its facts', async () => {
    const { error, isDefined } = await safe(client.look({ what: 'key' }))
    expect(isDefined && [error.code, error.status, error.data]).toEqual(['NOT_THERE', 404, { what: 'key' }])
  })

  it('hides every other error, and reports it', async () => {
    const answer = await post('/stumble', '{}')
    const text = await answer.text()
    expect(answer.status).toBe(500)
    expect(text).not.toMatch(/canary|TypeError|small-desk|at /)
    expect(log.reported.at(-1)).toMatchObject({ message: 'canary-of-an-inner-error' })
  })

  it('lets a procedure refuse a caller who has not signed in', async () => {
    const { caller } = await client.greet({ name: 'me' })
    const { error } = await safe(client.secret())
    expect(error).toMatchObject({ code: 'NOT_SIGNED_IN' })
    callers.add(caller)
    expect(await client.secret()).toBe('the secret')
  })

  it('refuses a stranger before any procedure runs', async () => {
    const before = log.greeted
    const { error } = await safe(clientOver(way.sendAsStranger).greet({ name: 'Eve' }))
    expect(error).toBeInstanceOf(ORPCError)
    expect(error).toMatchObject({ code: expect.stringMatching(/^(NO_BEARER|NOT_OUR_ORIGIN)$/) as string })
    expect(log.greeted).toBe(before)
  })

  it.each<[what: string, status: number, request: () => Promise<Response>]>([
    ['a body that is not JSON', 400, () => post('/greet', '{"json":')],
    ['a body of the wrong shape', 400, () => post('/greet', '{"json":{"name":7}}')],
    ['a value over its limit', 400, () => post('/greet', JSON.stringify({ json: { name: 'x'.repeat(21) } }))],
    ['nothing at all', 400, () => post('/greet', '')],
    ['a form', 415, () => post('/greet', 'name=Ming', 'application/x-www-form-urlencoded')],
    ['JSON called plain text', 415, () => post('/greet', greeting, 'text/plain')],
    ['a body without a type', 415, () => post('/greet', new TextEncoder().encode(greeting), '')],
    ['a procedure that does not exist', 404, () => post('/greeting', '{}')],
    ['the name of an object’s own property', 404, () => post('/__proto__/constructor', '{}')],
    ['a folder of procedures', 404, () => post('', '{}')],
    [
      'a call by GET',
      405,
      () => way.send(new Request(`${way.url}/greet?data=${encodeURIComponent(greeting)}`)),
    ],
    ['a call by DELETE', 405, () => way.send(new Request(`${way.url}/greet`, { method: 'DELETE' }))],
    [
      'a body over the limit',
      413,
      () => post('/greet', JSON.stringify({ json: { name: 'x'.repeat(maxCallBytes) } })),
    ],
  ])('refuses %s with %i', async (_what, status, request) => {
    const before = log.greeted
    const answer = await request()
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toMatch(/node_modules|\bat |x{21}/)
    expect(log.greeted).toBe(before)
  })

  it('takes a body of exactly the limit', async () => {
    const filler = ' '.repeat(maxCallBytes - greeting.length)
    expect((await post('/greet', greeting + filler)).status).toBe(200)
  })

  it('puts its headers on answers of every kind', async () => {
    const answers = await Promise.all([
      post('/greet', greeting),
      post('/greet', 'garbage'),
      post('/greet', greeting, 'application/json', way.sendAsStranger),
      post('/nowhere', '{}'),
    ])
    for (const answer of answers) expect(Object.fromEntries(answer.headers)).toMatchObject(answerHeaders)
    for (const answer of answers) expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })

  it('ends a procedure whose caller has gone', async () => {
    const gone = new AbortController()
    const call = safe(client.wait(undefined, { signal: gone.signal }))
    await vi.waitUntil(() => log.waits > log.abortedWaits, { timeout: 15_000 })
    collectGarbage()
    gone.abort()
    await vi.waitUntil(() => log.abortedWaits === log.waits, { timeout: 15_000 })
    await call
  })

  it('carries a stream of events as they come, and ends it with its reader', async () => {
    const before = log.endedWatches
    const seen: number[] = []
    for await (const { count } of await client.watch()) {
      seen.push(count)
      if (count === 2) break
    }
    expect(seen).toEqual([1, 2])
    await vi.waitUntil(() => log.endedWatches === before + 1, { timeout: 15_000 })
  })

  it('ends a stream whose reader has gone', async () => {
    const before = log.endedWatches
    const gone = new AbortController()
    const events = await client.watch(undefined, { signal: gone.signal })
    expect(await events.next()).toMatchObject({ value: { count: 1 } })
    collectGarbage()
    gone.abort()
    await vi.waitUntil(() => log.endedWatches === before + 1, { timeout: 15_000 })
  })
})
