import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBuiltInServer } from '../../src/main/systems/built-in-server.ts'
import { jsonAnswer, type ServedAnswer } from '../../src/main/systems/served-answer.ts'
import { startBuiltInBackend, type BuiltInBackend } from './built-in-backend.ts'

let backend: BuiltInBackend
beforeAll(async () => {
  backend = await startBuiltInBackend()
})
afterAll(() => backend.stop())

const host = (): string => new URL(backend.url).host

/** Sends raw bytes and gives everything that comes back until the server closes. */
function speak(bytes: string | Uint8Array, port = Number(new URL(backend.url).port)): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let heard = ''
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => (heard += text))
    socket.once('close', () => {
      resolve(heard)
    })
    socket.once('error', reject)
  })
}

const login = (
  lines: string[],
  body = '{"account":"a","password":"b"}',
  length = Buffer.byteLength(body),
): string =>
  [
    'POST /account/login HTTP/1.1',
    ...lines,
    `Content-Length: ${String(length)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')

describe('who does not name this host is turned away before anything is read', () => {
  test.each([
    ['another host', () => login(['Host: evil.example'])],
    ['another port', () => login(['Host: 127.0.0.1:1'])],
    ['no port', () => login(['Host: 127.0.0.1'])],
    ['localhost', () => login([`Host: localhost:${host().split(':')[1] ?? ''}`])],
    ['two hosts', () => login([`Host: ${host()}`, `Host: ${host()}`])],
    ['two hosts, the second another', () => login([`Host: ${host()}`, 'Host: evil.example'])],
    ['an empty host', () => login(['Host: '])],
    ['no host', () => login([])],
    ['HTTP/1.0 without a host', () => login([]).replace('HTTP/1.1', 'HTTP/1.0')],
    [
      'a whole address as target',
      () => login([`Host: ${host()}`]).replace('/account', `http://${host()}/account`),
    ],
    ['a backslash in the path', () => login([`Host: ${host()}`]).replace('/account/', '/account\\')],
    ['an asterisk as target', () => login([`Host: ${host()}`]).replace('POST /account/login', 'OPTIONS *')],
  ])('%s', async (_, request) => {
    const served = backend.served.length
    expect(await speak(request())).toMatch(/^HTTP\/1\.1 4(00|21) /)
    expect(backend.served).toHaveLength(served)
  })

  test('the host of this server is heard', async () => {
    expect(await speak(login([`Host: ${host()}`]))).toMatch(/^HTTP\/1\.1 200 [^]*"errCode":20002/)
  })
})

describe('a request is held to its limits', () => {
  test('a body over 64 KiB is not read', async () => {
    const response = await fetch(`${backend.url}/account/login`, { method: 'POST', body: 'x'.repeat(65_537) })
    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({ error: 'the request is over 64 KiB' })
  })

  test('a body over 64 KiB in chunks is not read', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
    const request = `POST /account/login HTTP/1.1\r\nHost: ${host()}\r\nTransfer-Encoding: chunked\r\n\r\n`
    expect(await speak(`${request}${chunk.repeat(5)}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('a body of 64 KiB is read', async () => {
    const body = JSON.stringify({ account: 'nobody', password: 'x', filler: '' })
    const filled = body.replace('""', `"${'x'.repeat(65_536 - body.length)}"`)
    const response = await fetch(`${backend.url}/account/login`, { method: 'POST', body: filled })
    expect(await response.json()).toMatchObject({ errCode: 20002 })
  })

  test('a body in chunks is read', async () => {
    const body = JSON.stringify({ account: 'nobody', password: '密码' })
    const request = `POST /account/login HTTP/1.1\r\nHost: ${host()}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`
    const bytes = Buffer.from(body)
    const chunks = [bytes.subarray(0, 34), bytes.subarray(34)].map((part) =>
      Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
    )
    expect(await speak(Buffer.concat([Buffer.from(request), ...chunks, Buffer.from('0\r\n\r\n')]))).toContain(
      '20002',
    )
  })

  test('headers over 8 KiB are not read', async () => {
    expect(await speak(login([`Host: ${host()}`, `X-Filler: ${'x'.repeat(9_000)}`]))).toMatch(
      /^HTTP\/1\.1 431 /,
    )
  })
})

describe('a client that takes its time is let go', () => {
  let backend: BuiltInBackend
  beforeAll(async () => {
    backend = await startBuiltInBackend({ patience: 1000 })
  })
  afterAll(() => backend.stop())
  const port = (): number => Number(new URL(backend.url).port)

  test('which sends nothing', async () => {
    expect(await speak('', port())).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('which drips its headers', async () => {
    const socket = connect(port(), '127.0.0.1')
    socket.write('POST /account/login HTTP/1.1\r\nX-Filler: ')
    const drip = setInterval(() => socket.write('x'), 50)
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.resume().once('close', resolve))
    clearInterval(drip)
  })

  test('which never sends the body that it announced', async () => {
    const before = backend.state()
    const answer = await speak(login([`Host: 127.0.0.1:${String(port())}`], '{"account":', 200), port())
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(backend.state()).toEqual(before)
  })
})

describe('what nobody documented is answered shortly, without a trace of the inside', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/account/login'],
    ['PUT', '/account/change_password'],
    ['POST', '/account/change_password/'],
    ['POST', '/account//login'],
    ['POST', '/%61ccount/login%00'],
    ['DELETE', '/../../etc/passwd'],
  ])('%s %s', async (method, path) => {
    const response = await fetch(backend.url + path, { method })
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('{"error":"no such path"}')
  })

  test.each(['GARBAGE\r\n\r\n', '\u0016\u0003\u0001\u0002\u0000\u0001', 'GET / HTTP/9.9\r\n\r\n'])(
    'the bytes %j',
    async (bytes) => {
      expect(await speak(bytes)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\n\r\n$/)
    },
  )
})

describe('pages of other origins', () => {
  const preflight = (): Promise<Response> =>
    fetch(`${backend.url}/account/login`, { method: 'OPTIONS', headers: { 'sec-fetch-site': 'cross-site' } })

  test('may not call, whatever they send', async () => {
    const origin = 'Origin: https://evil.example'
    const site = 'Sec-Fetch-Site: cross-site'
    const before = backend.state()
    const body = '{"account":"chatAdmin","password":"OpenIM@123"}'
    for (const lines of [[origin], [site], [origin, site], ['Origin: null'], ['Sec-Fetch-Site: same-site']]) {
      const answer = await speak(login([`Host: ${host()}`, ...lines], body))
      expect(answer).toMatch(/^HTTP\/1\.1 403 /)
      expect(answer.toLowerCase()).not.toContain('access-control')
    }
    expect((await preflight()).status).toBe(403)
    expect(backend.state()).toEqual(before)
  })

  test('may call while a setting lets them', async () => {
    let allowed = true
    const open = await startBuiltInBackend({ allowBrowserCallers: () => allowed })
    try {
      const port = Number(new URL(open.url).port)
      const lines = [`Host: ${new URL(open.url).host}`, 'Origin: https://page.example']
      const asked = await speak(login(lines, '').replace('POST', 'OPTIONS'), port)
      expect(asked).toMatch(/^HTTP\/1\.1 204 /)
      expect(asked).toMatch(/access-control-allow-headers: content-type, token, sign, operationID\r\n/i)
      const answer = await speak(login(lines, '{"account":"chatAdmin","password":"OpenIM@123"}'), port)
      expect(answer).toMatch(/access-control-allow-origin: \*\r\n/i)
      expect(answer).toContain('"errCode":0')
      allowed = false
      expect(await speak(login(lines), port)).toMatch(/^HTTP\/1\.1 403 /)
    } finally {
      await open.stop()
    }
  })
})

test('what is told of a request holds no secret of its query or body', async () => {
  const from = backend.served.length
  await fetch(`${backend.url}/account/login?password=OpenIM@123`, {
    method: 'POST',
    body: '{"account":"chatAdmin","password":"OpenIM@1234"}',
  })
  const told = backend.served.slice(from)
  expect(JSON.stringify(told)).not.toContain('OpenIM@123')
  expect(told).toMatchObject([
    {
      at: '2026-06-01T12:00:00.000Z',
      method: 'POST',
      path: '/account/login',
      httpStatus: 200,
      durationMs: 0,
    },
  ])
})

test('a service that breaks shows nothing of its inside', async () => {
  const server = await startBuiltInServer({
    port: 0,
    answer: () => Promise.reject(new Error('inside /secret/path')),
  })
  const response = await fetch(server.url, { method: 'POST' })
  expect([response.status, await response.text()]).toEqual([400, '{"error":"the request could not be read"}'])
  await server.close()
})

test('a taken port is told, and nothing stays open', async () => {
  const port = Number(new URL(backend.url).port)
  const start = startBuiltInServer({ port, answer: () => Promise.resolve(jsonAnswer({})) })
  await expect(start).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('closing waits for the running answer, and takes no new request', async () => {
  const arrived = Promise.withResolvers<undefined>()
  const answered = Promise.withResolvers<ServedAnswer>()
  const server = await startBuiltInServer({
    port: 0,
    answer: () => {
      arrived.resolve(undefined)
      return answered.promise
    },
  })
  const running = fetch(server.url, { method: 'POST' })
  await arrived.promise
  const closing = server.close()
  await expect(fetch(server.url)).rejects.toThrow()
  answered.resolve(jsonAnswer({ done: true }))
  expect(await (await running).text()).toBe('{"done":true}')
  await closing
})

test('a client that goes in the middle of its request changes nothing, and the next one is answered', async () => {
  const { port } = new URL(backend.url)
  const [served, failures, before] = [backend.served.length, backend.failures.length, backend.state()]
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(login([`Host: ${host()}`], '{"account":"chatAdmin",', 200))
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.end()
  await expect.poll(() => backend.served.length).toBe(served + 1)
  expect(backend.failures).toHaveLength(failures + 1)
  expect(backend.state()).toEqual(before)
  expect((await fetch(`${backend.url}/account/login`, { method: 'POST', body: '{}' })).status).toBe(200)
})

test.each([
  ['POST', '/account/../account/login', '{"account":"a","password":"b"}', 200],
  ['GET', '/api/user/login?appid=app-1001#part', '', 200],
  ['GET', '/api/user/login', '', 200],
  ['HEAD', '/api/user/login', '', 404],
  ['HEAD', '/user?action=find_password', '', 404],
])('%s %s is answered as HTTP reads its target', async (method, target, body, status) => {
  const request = `${method} ${target} HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: ${String(body.length)}\r\nConnection: close\r\n\r\n${body}`
  expect(await speak(request)).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `))
})
