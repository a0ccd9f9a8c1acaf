import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startBrowserHost, type BrowserHost } from '../../src/main/hosts/browser/browser-host.ts'
import type { Handler } from '../../src/main/rpc/handler.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { systemRandom } from './system-random.ts'

const tellCaller: Handler = (_request, caller) => Promise.resolve(new Response(caller))

async function open(handler: Handler = tellCaller) {
  const clock = createFixedClock()
  const lines: string[] = []
  const files: string[] = []
  const enter = new PassThrough()
  const host = await startBrowserHost({
    handler,
    clock,
    random: systemRandom,
    enter,
    print: (line) => lines.push(line),
    openBrowser: (file) => files.push(file),
  })
  onTestFinished(() => host.close())
  return { host, clock, lines, files, enter }
}

const ours = (host: BrowserHost) => ({
  origin: host.url,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
})
const codeOf = (link: string): string => link.split('#c=')[1] ?? ''
const pair = (host: BrowserHost, code: unknown) =>
  fetch(`${host.url}/pair`, { method: 'POST', headers: ours(host), body: JSON.stringify({ code }) })
const bearerOf = async (answer: Response) => ((await answer.json()) as { bearer: string }).bearer
const call = (host: BrowserHost, bearer: string, init: RequestInit = {}) =>
  fetch(`${host.url}/rpc/any`, {
    method: 'POST',
    body: '{}',
    headers: { ...ours(host), authorization: `Bearer ${bearer}` },
    ...init,
  })
const fileOf = (files: string[]): string => files.at(-1) ?? ''

describe('pairing a browser', () => {
  it('gives a bearer of 256 bits for the code of the printed link', async () => {
    const { host, lines } = await open()
    expect(lines[0]).toMatch(/^Latchkey: http:\/\/127\.0\.0\.1:\d+\/#c=[\w-]{43}$/)
    const answer = await pair(host, codeOf(lines[0] ?? ''))
    expect(answer.status).toBe(200)
    expect(await bearerOf(answer)).toMatch(/^[\w-]{43}$/)
  })

  it('takes a code once, even of a hundred who come at the same time', async () => {
    const { host } = await open()
    const code = codeOf(host.newLink())
    const answers = await Promise.all(Array.from({ length: 100 }, () => pair(host, code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(99)
  })

  it('takes no code after 60 seconds', async () => {
    const { host, clock } = await open()
    const code = codeOf(host.newLink())
    clock.advance(60_000)
    expect(await (await pair(host, code)).json()).toMatchObject({ code: 'LINK_SPENT' })
  })

  it('takes a code until then', async () => {
    const { host, clock } = await open()
    const code = codeOf(host.newLink())
    clock.advance(59_999)
    expect((await pair(host, code)).status).toBe(200)
  })

  it('voids a link by the next one, and gives one at every Enter', async () => {
    const { host, lines, enter } = await open()
    const first = codeOf(lines[0] ?? '')
    enter.write('\n')
    await vi.waitUntil(() => lines.length === 4, { timeout: 15_000 })
    expect((await pair(host, first)).status).toBe(403)
    expect((await pair(host, codeOf(lines[2] ?? ''))).status).toBe(200)
  })

  it.each([[''], ['x'], [7], [null], [{}], ['A'.repeat(43)]])('takes no %j for a code', async (code) => {
    const { host } = await open()
    expect((await pair(host, code)).status).toBe(403)
  })

  it('takes no garbage for a pairing', async () => {
    const { host } = await open()
    const init = { method: 'POST', headers: ours(host) }
    expect((await fetch(`${host.url}/pair`, { ...init, body: '{"code":' })).status).toBe(403)
    expect((await fetch(`${host.url}/pair`, { ...init, body: '[]' })).status).toBe(403)
    expect((await fetch(`${host.url}/pair`, { ...init, body: 'x'.repeat(2000) })).status).toBe(413)
  })
})

describe('the bearer', () => {
  it('stands for one caller of its own', async () => {
    const { host } = await open()
    const bearers = [
      await bearerOf(await pair(host, codeOf(host.newLink()))),
      await bearerOf(await pair(host, codeOf(host.newLink()))),
    ] as const
    const callers = await Promise.all(
      [...bearers, bearers[0]].map(async (bearer) => (await call(host, bearer)).text()),
    )
    expect(callers[0]).toMatch(/^browser-/)
    expect(callers[0]).not.toBe(callers[1])
    expect(callers[0]).toBe(callers[2])
    for (const bearer of bearers) expect(callers.join()).not.toContain(bearer)
  })

  it('is asked for', async () => {
    const { host } = await open()
    const answer = await call(host, 'A'.repeat(43))
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'NO_BEARER' }])
  })

  it('is good for no other host', async () => {
    const { host } = await open()
    const { host: other } = await open()
    const bearer = await bearerOf(await pair(host, codeOf(host.newLink())))
    expect((await call(other, bearer)).status).toBe(401)
  })
})

describe('the start file', () => {
  it('leads to the link, and can be read by its owner alone', async () => {
    const { lines, files } = await open()
    expect(readFileSync(fileOf(files), 'utf8')).toContain(
      `url=${(lines[0] ?? '').replace('Latchkey: ', '')}"`,
    )
    expect(statSync(fileOf(files)).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(fileOf(files))).mode & 0o777).toBe(0o700)
  })

  it('is what the browser is started with, so that no process list shows the code', async () => {
    const { lines, files } = await open()
    expect(fileOf(files)).not.toContain(codeOf(lines[0] ?? ''))
  })

  it('is gone once its code is spent', async () => {
    const { host, lines, files } = await open()
    await pair(host, codeOf(lines[0] ?? ''))
    expect(existsSync(fileOf(files))).toBe(false)
  })

  it('is gone with its folder once the host is closed', async () => {
    const { host, files } = await open()
    await host.close()
    expect(existsSync(dirname(fileOf(files)))).toBe(false)
  })
})

describe('a browser host', () => {
  it('ends open answers and frees its port when it is closed', async () => {
    let cancelled = false
    const endless: Handler = () => {
      const stream = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
        cancel: () => {
          cancelled = true
        },
      })
      return Promise.resolve(new Response(stream))
    }
    const { host } = await open(endless)
    const bearer = await bearerOf(await pair(host, codeOf(host.newLink())))
    const answer = await call(host, bearer)
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('first')
    await host.close()
    await expect(reader.read()).rejects.toThrow()
    await vi.waitUntil(() => cancelled, { timeout: 15_000 })
    const port = Number(new URL(host.url).port)
    const next = await startBrowserHost({
      handler: tellCaller,
      port,
      print: () => undefined,
      clock: createFixedClock(),
      random: systemRandom,
    })
    expect(next.url).toBe(host.url)
    await next.close()
  })

  it('says so where its port is taken', async () => {
    const { host } = await open()
    const taken = startBrowserHost({
      handler: tellCaller,
      port: Number(new URL(host.url).port),
      print: () => undefined,
      clock: createFixedClock(),
      random: systemRandom,
    })
    await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('answers 500 and lives on where the handler fails', async () => {
    const { host } = await open(() => Promise.reject(new Error('canary-of-an-inner-error')))
    const bearer = await bearerOf(await pair(host, codeOf(host.newLink())))
    for (const answer of [await call(host, bearer), await call(host, bearer)]) {
      expect(answer.status).toBe(500)
      expect(await answer.text()).not.toContain('canary')
    }
  })
})
