import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { innerCertificate, innerKey } from './inner-authority.ts'

/** Starts a TLS server whose certificate the test's own authority signed; it answers every request, and counts them. */
export async function startTlsServer(body = '{}'): Promise<{ port: number; requests: () => number }> {
  let requests = 0
  const server = createServer({ key: innerKey, cert: innerCertificate }, (request, response) => {
    requests++
    request.resume().once('end', () => {
      response.setHeader('Content-Type', 'application/json').end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, requests: () => requests }
}
