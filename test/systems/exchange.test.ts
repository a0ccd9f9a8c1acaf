import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { exchange, type ExchangeResult } from '../../src/main/systems/exchange.ts'
import type { WrittenRequest } from '../../src/main/systems/outgoing-request.ts'
import { loopbackCertificate, loopbackKey } from './loopback-certificate.ts'
import { httpAnswer, startRawServer } from './raw-server.ts'

const request = (url: string): WrittenRequest => ({
  method: 'POST',
  url: `${url}/account/change_password`,
  headers: { token: 'abc' },
  body: '{"newPassword":"OpenIM@456"}',
})

/** Gives a port of 127.0.0.1 on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createTlsServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function startTlsServer(): Promise<{ port: number; requests: () => number }> {
  let requests = 0
  const server = createTlsServer({ key: loopbackKey, cert: loopbackCertificate }, (_, response) => {
    requests++
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, requests: () => requests }
}

describe('what is proven never to have arrived', () => {
  test('a port on which nobody listens', async () => {
    const result = await exchange(request(`http://127.0.0.1:${String(await closedPort())}`))
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'connection', failure: 'ECONNREFUSED' })
  })

  test('a name that does not exist', async () => {
    const result = await exchange(request('http://nobody.invalid'))
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'connection' })
    expect((result as { failure: string }).failure).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/)
  })

  test('a certificate that no authority signed', async () => {
    const { port, requests } = await startTlsServer()
    const result = await exchange(request(`https://localhost:${String(port)}`))
    expect(result).toMatchObject({ kind: 'not-arrived', failure: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(requests()).toBe(0)
  })

  test('a certificate for another name', async () => {
    const { port, requests } = await startTlsServer()
    const result = await exchange(request(`https://127.0.0.1:${String(port)}`), {
      authorities: [loopbackCertificate],
    })
    expect(result).toMatchObject({ kind: 'not-arrived', failure: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expect(requests()).toBe(0)
  })

  test('a server that does not speak TLS', async () => {
    const server = await startRawServer(httpAnswer(200, '{}'), (socket) =>
      socket.end('HTTP/1.1 400 Bad\r\n\r\n'),
    )
    const result = await exchange(request(`https://localhost:${String(server.port)}`))
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'connection' })
  })

  test('a connection that takes too long to stand', async () => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    const result = await exchange(request(`https://localhost:${String(server.port)}`), {
      limits: { connect: 100 },
    })
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'timeout' })
    expect(server.requests).toEqual([])
  })

  test('an exchange that was called off before it began', async () => {
    const server = await startRawServer(httpAnswer(200, '{}'))
    const result = await exchange(request(server.url), { signal: AbortSignal.abort() })
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'aborted' })
    expect(server.connections()).toBe(0)
  })

  test('an exchange that was called off while the connection was made', async () => {
    const stop = new AbortController()
    const server = await startRawServer(httpAnswer(200, '{}'), () => {
      stop.abort()
    })
    const result = await exchange(request(`https://localhost:${String(server.port)}`), {
      signal: stop.signal,
    })
    expect(result).toMatchObject({ kind: 'not-arrived', why: 'aborted' })
  })
})

describe('what was sent, and stays open', () => {
  test('a server that never answers, until the first byte is overdue', async () => {
    const server = await startRawServer(() => undefined)
    const result = await exchange(request(server.url), { limits: { firstByte: 1_000 } })
    expect(result).toMatchObject({ kind: 'no-answer', why: 'timeout' })
    expect(result.durationMs).toBeLessThan(5_000)
    expect(server.requests).toHaveLength(1)
  })

  test('a server that drips its answer, until the whole is overdue', async () => {
    const server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n')
      const drip = setInterval(() => socket.write('x'), 20)
      socket.once('close', () => {
        clearInterval(drip)
      })
    })
    const result = await exchange(request(server.url), { limits: { total: 1_500 } })
    expect(result).toMatchObject({ kind: 'no-answer', why: 'timeout' })
    expect(server.requests).toHaveLength(1)
  })

  test('an exchange that was called off after the request had left', async () => {
    const stop = new AbortController()
    const server = await startRawServer(() => {
      stop.abort()
    })
    const result = await exchange(request(server.url), { signal: stop.signal })
    expect(result).toMatchObject({ kind: 'no-answer', why: 'aborted' })
  })

  test('a connection that is reset as soon as it stands', async () => {
    const server = await startRawServer(httpAnswer(200, '{}'), (socket) => socket.resetAndDestroy())
    const result = await exchange(request(server.url))
    expect(['no-answer', 'not-arrived']).toContain(result.kind)
    expect(server.requests).toEqual([])
    expect(server.connections()).toBe(1)
  })
})

test('a certificate that an own authority signed is taken, and the request goes once', async () => {
  const { port, requests } = await startTlsServer()
  const result = await exchange(request(`https://localhost:${String(port)}`), {
    authorities: [loopbackCertificate],
  })
  expect(result).toMatchObject({ kind: 'answered', httpStatus: 200 })
  expect(requests()).toBe(1)
})

test('when the result is there, the connection is gone', async () => {
  const closed: Promise<void>[] = []
  const server = await startRawServer(
    (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}'),
    (socket) => {
      closed.push(new Promise((resolve) => socket.once('close', () => resolve())))
    },
  )
  const results: ExchangeResult[] = []
  for (let at = 0; at < 3; at++) results.push(await exchange(request(server.url)))
  expect(results.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered'])
  await Promise.all(closed)
  expect(closed).toHaveLength(3)
})

test('no setting of the environment leads a request elsewhere', async () => {
  const proxy = await startRawServer(httpAnswer(200, '{"proxied":true}'))
  const server = await startRawServer(httpAnswer(200, '{}'))
  const before = { ...process.env }
  Object.assign(process.env, { http_proxy: proxy.url, HTTP_PROXY: proxy.url, NODE_USE_ENV_PROXY: '1' })
  try {
    expect(await exchange(request(server.url))).toMatchObject({ kind: 'answered' })
  } finally {
    process.env = before
  }
  expect(proxy.connections()).toBe(0)
})
