import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { exchange } from '../../src/main/systems/exchange.ts'
import type { WrittenRequest } from '../../src/main/systems/outgoing-request.ts'
import { targetUrl } from '../../src/main/systems/target.ts'
import { tryConnection } from '../../src/main/systems/try-connection.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { startConnectProxy } from './connect-proxy.ts'
import { innerAuthority } from './inner-authority.ts'
import { loopbackCertificate } from './loopback-certificate.ts'
import { httpAnswer, startRawServer } from './raw-server.ts'
import { startTlsServer } from './tls-server.ts'

const request = (url: string): WrittenRequest => ({
  method: 'POST',
  url: `${url}/account/change_password`,
  headers: { token: 'the-token' },
  body: '{"newPassword":"OpenIM@456"}',
})
const inner = [innerAuthority]

describe('a server of an own authority', () => {
  it('is reached where its authority is set, and by the name in its certificate alone', async () => {
    const { port, requests } = await startTlsServer()
    const at = (host: string) => exchange(request(`https://${host}:${String(port)}`), { authorities: inner })
    expect(await at('localhost')).toMatchObject({ kind: 'answered', httpStatus: 200 })
    expect(await at('127.0.0.1')).toMatchObject({
      kind: 'not-arrived',
      failure: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    expect(requests()).toBe(1)
  })

  it.each([
    ['the system’s authorities', undefined],
    ['another authority', [loopbackCertificate]],
    ['no authority at all', []],
  ])('hears nothing where it is held against %s', async (_, authorities) => {
    const { port, requests } = await startTlsServer()
    const result = await exchange(request(`https://localhost:${String(port)}`), { authorities })
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'connection' })
    expect((result as { failure: string }).failure).toMatch(/^(UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/)
    expect(requests()).toBe(0)
  })
})

describe('a proxy', () => {
  it('leads to the server through a tunnel in which it sees neither name of a secret nor a byte of one', async () => {
    const { port, requests } = await startTlsServer()
    const proxy = await startConnectProxy({ to: port })
    const result = await exchange(request('https://im.example.internal:8443'), {
      authorities: inner,
      proxy: proxy.url,
    })
    expect(result).toMatchObject({ kind: 'answered', httpStatus: 200 })
    expect(requests()).toBe(1)
    expect(proxy.heads).toEqual([
      'CONNECT im.example.internal:8443 HTTP/1.1\r\nHost: im.example.internal:8443',
    ])
    expect(proxy.sent).toHaveLength(1)
    expect(proxy.sent[0]?.includes('OpenIM@456')).toBe(false)
    expect(proxy.sent[0]?.includes('the-token')).toBe(false)
  })

  it('can not pass itself off as the server: its tunnel ends at a certificate that is verified', async () => {
    const { port, requests } = await startTlsServer()
    const proxy = await startConnectProxy({ to: port })
    const send = (url: string, authorities: string[] | undefined) =>
      exchange(request(url), { authorities, proxy: proxy.url })
    expect(await send('https://im.example.internal', undefined)).toMatchObject({ kind: 'not-arrived' })
    expect(await send('https://other.example.internal', inner)).toMatchObject({
      kind: 'not-arrived',
      failure: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    expect(await send('https://192.0.2.1', inner)).toMatchObject({
      kind: 'not-arrived',
      failure: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    expect(requests()).toBe(0)
  })

  it('makes a tunnel for http:// too, and reads none of it by itself', async () => {
    const server = await startRawServer(httpAnswer(200, '{"errCode":0}'))
    const proxy = await startConnectProxy({ to: server.port })
    const result = await exchange(request('http://im.example.internal'), { proxy: proxy.url })
    expect(result).toMatchObject({ kind: 'answered', httpStatus: 200 })
    expect(proxy.heads[0]).toMatch(/^CONNECT im\.example\.internal:80 /)
    expect(server.requests[0]?.toString('latin1')).toMatch(/^POST \/account\/change_password HTTP/)
  })

  const answers: [string, string | Uint8Array, string][] = [
    ['asks for a password', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'PROXY_ANSWERED_407'],
    ['leads elsewhere', 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n', 'PROXY_ANSWERED_302'],
    ['reaches nobody', 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n\r\n{}', 'PROXY_ANSWERED_502'],
    ['made no tunnel', 'HTTP/1.1 204 No Content\r\n\r\n', 'PROXY_ANSWERED_204'],
    ['speaks no HTTP', 'SSH-2.0-server\r\n\r\n', 'PROXY_NOT_HTTP'],
    ['never ends its answer', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(2000)}`, 'PROXY_ANSWER_TOO_BIG'],
  ]
  it.each(answers)('that %s proves that nothing arrived', async (_, says, failure) => {
    const proxy = await startConnectProxy({ says })
    const result = await exchange(request('https://im.example.internal'), { proxy: proxy.url })
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'connection', failure })
    expect(proxy.heads).toHaveLength(1)
    expect(proxy.heads[0]).not.toContain('token')
  })

  it('that does not answer is given up when the connection is overdue, and nothing has arrived', async () => {
    const proxy = await startConnectProxy('nowhere')
    const result = await exchange(request('https://im.example.internal'), {
      proxy: proxy.url,
      limits: { connect: 300 },
    })
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'timeout' })
  })

  it('that closes the tunnel before it stands proves that nothing arrived', async () => {
    const proxy = await startConnectProxy({ says: 'HTTP/1.1 200 OK\r\n\r\n' })
    const result = await exchange(request('https://im.example.internal'), { proxy: proxy.url })
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'connection' })
  })

  it('makes http:// to this machine’s own names need consent: they would mean the proxy’s machine', () => {
    const url = 'http://localhost:10009'
    const proxy = 'http://proxy.example.internal:3128'
    expect(targetUrl({ baseUrl: url, allowHttp: false }, '')).toBe(url)
    expect(targetUrl({ baseUrl: url, allowHttp: false, proxy }, '')).toMatchObject({ document: 'Latchkey' })
    expect(targetUrl({ baseUrl: url, allowHttp: true, proxy }, '')).toBe(url)
  })

  it.each([
    'https://proxy:3128',
    'socks5://proxy:1080',
    'http://operator:secret@proxy:3128',
    'http://proxy:3128/path',
    'http://proxy:3128?x',
    'http://proxy:3128#x',
    'proxy:3128',
    '',
  ])('of the address %j is refused before anything is connected', (proxy) => {
    const refused = targetUrl({ baseUrl: 'https://im.example.com', allowHttp: false, proxy }, '')
    expect(refused).toHaveProperty('rule')
    expect(JSON.stringify(refused)).not.toContain('secret')
  })
})

describe('trying a connection', () => {
  it('says whether it stood, and sends nothing', async () => {
    const { port, requests } = await startTlsServer()
    const baseUrl = `https://localhost:${String(port)}`
    const tried = (over: object) => tryConnection({ baseUrl, allowHttp: false, ...over })
    expect(await tried({ authorities: inner })).toMatchObject({ reached: true, failure: null })
    expect(await tried({})).toMatchObject({ reached: false, failure: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    const proxy = await startConnectProxy({ to: port })
    expect(await tried({ authorities: inner, proxy: proxy.url })).toMatchObject({ reached: true })
    const silent = await startConnectProxy('nowhere')
    expect(await tried({ proxy: silent.url, limits: { connect: 200 } })).toMatchObject({
      reached: false,
      failure: 'ETIMEDOUT',
    })
    expect(requests()).toBe(0)
  })
})

describe('the environment', () => {
  it('names no proxy, adds no authority and turns no verification off', async () => {
    const { port, requests } = await startTlsServer()
    const proxy = await startConnectProxy({ to: port })
    const extra = join(tempFolder(), 'extra.pem')
    writeFileSync(extra, innerAuthority)
    const bent = {
      HTTP_PROXY: proxy.url,
      HTTPS_PROXY: proxy.url,
      https_proxy: proxy.url,
      ALL_PROXY: proxy.url,
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: extra,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    }
    const said = await runReachOnce(`https://localhost:${String(port)}`, bent)
    expect(JSON.parse(said)).toMatchObject({
      kind: 'not-arrived',
      failure: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    })
    expect(proxy.heads).toEqual([])
    expect(requests()).toBe(0)
  })
})

async function runReachOnce(url: string, env: Record<string, string>): Promise<string> {
  const script = fileURLToPath(new URL('./reach-once.ts', import.meta.url))
  const child = spawn(process.execPath, [script, url], { env: { ...process.env, ...env } })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8')
  })
  await new Promise((resolve) => child.once('close', resolve))
  return said
}
