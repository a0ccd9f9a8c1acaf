import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../support/temp-folder.ts'
import { startConnectProxy } from '../systems/connect-proxy.ts'
import { innerAuthority, innerKey } from '../systems/inner-authority.ts'
import { startTlsServer } from '../systems/tls-server.ts'
import { latchkey, type Ended } from './latchkey.ts'

const login = (baseUrl: string, ...more: string[]): Promise<Ended> =>
  latchkey(
    [
      'call',
      'openim.login',
      '--base-url',
      baseUrl,
      '--params',
      '{"account":"a","password":"Old-Password"}',
      ...more,
    ],
    { env: { HTTPS_PROXY: 'http://127.0.0.1:1' } },
  )
const file = (content: string): string => {
  const path = join(tempFolder(), 'ca.pem')
  writeFileSync(path, content)
  return path
}
const statusOf = ({ out }: Ended): unknown => (JSON.parse(out[0] ?? '{}') as { status: unknown }).status
const answer = '{"errCode":0,"errMsg":"","errDlt":"","data":{"adminToken":"t-1234567","adminUserID":"1"}}'

it('verifies the server against --ca-file, and against nothing else', async () => {
  const { port, requests } = await startTlsServer(answer)
  const url = `https://localhost:${String(port)}`
  const without = await login(url)
  expect([without.code, statusOf(without), requests()]).toEqual([3, 'unreachable', 0])
  const given = await login(url, '--ca-file', file(innerAuthority))
  expect([given.code, statusOf(given), requests()]).toEqual([0, 'succeeded', 1])
})

it('goes through --proxy, which sees no secret', async () => {
  const { port } = await startTlsServer(answer)
  const proxy = await startConnectProxy({ to: port })
  const ca = ['--ca-file', file(innerAuthority)]
  const ended = await login('https://im.example.internal', ...ca, '--proxy', proxy.url)
  expect([ended.code, statusOf(ended)]).toEqual([0, 'succeeded'])
  expect(proxy.heads).toEqual(['CONNECT im.example.internal:443 HTTP/1.1\r\nHost: im.example.internal:443'])
  expect(proxy.sent[0]?.includes('Old-Password')).toBe(false)
})

it('refuses a proxy with a password, or http:// through one without consent, and sends nothing', async () => {
  const proxy = await startConnectProxy('nowhere')
  const secret = await login('https://im.example.internal', '--proxy', 'http://me:hunter22@127.0.0.1:1')
  expect([secret.code, statusOf(secret)]).toEqual([1, 'refused'])
  expect([...secret.out, ...secret.err].join('\n')).not.toContain('hunter22')
  const inClear = await login('http://localhost:1', '--proxy', proxy.url)
  expect([inClear.code, statusOf(inClear)]).toEqual([1, 'refused'])
  expect(inClear.err.join('\n')).toContain('consent')
  expect(proxy.heads).toEqual([])
})

it.each([
  ['that is not there', null, 'cannot be read'],
  ['with a private key', innerKey, 'no private key'],
  ['without a certificate', 'x', 'PEM'],
])('ends with 2 for a CA file %s', async (_, content, text) => {
  const path = content === null ? '/no/such/file.pem' : file(content)
  const ended = await login('https://localhost:1', '--ca-file', path)
  expect(ended.code).toBe(2)
  expect(ended.out).toEqual([])
  expect(ended.err.join('\n')).toContain(text)
})
