import { getRequestListener } from '@hono/node-server'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { requestBytes } from './read-request.ts'

/** Says what the built-in backend's server answers with, and where. */
export interface BuiltInServerOptions {
  fetch: (request: Request) => Promise<Response>
  /** Gives the port on 127.0.0.1; 0 takes a free one. */
  port: number
  /** Closes a client that has not sent its whole request after this time (ms). */
  patience?: number
}

/** Stands for the running server of the built-in backend. */
export interface BuiltInServer {
  url: string
  /** Takes no more requests, lets the running ones end, and resolves when every connection is closed. */
  close(): Promise<void>
}

const headerBytes = 8 * 1024
const defaultPatience = 13_000
const closingGrace = 5_000

/** Starts the server of the built-in backend on 127.0.0.1; fails where the port is taken. */
export async function startBuiltInServer(options: BuiltInServerOptions): Promise<BuiltInServer> {
  const patience = options.patience ?? defaultPatience
  const listener = getRequestListener(options.fetch, {
    overrideGlobalObjects: false,
    errorHandler: () => Response.json({ error: 'the request could not be read' }, { status: 400 }),
  })
  let host = ''
  let closing = false
  const server = createServer(
    {
      maxHeaderSize: headerBytes,
      headersTimeout: patience,
      requestTimeout: patience,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: Math.min(1_000, patience / 2),
    },
    (request, response) => {
      response.once('close', () => {
        if (closing) setImmediate(() => server.closeIdleConnections())
      })
      const refusal = refusalOf(request, host)
      if (refusal === null) void listener(request, response)
      else refuse(response, refusal)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  host = `127.0.0.1:${String(port)}`
  return {
    url: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        closing = true
        const grace = setTimeout(() => {
          server.closeAllConnections()
        }, closingGrace)
        server.close(() => {
          clearTimeout(grace)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

interface Refusal {
  status: number
  error: string
}

function refusalOf(request: IncomingMessage, host: string): Refusal | null {
  const hosts = request.rawHeaders.filter(
    (_, at) => at % 2 === 0 && request.rawHeaders[at]?.toLowerCase() === 'host',
  )
  if (hosts.length !== 1 || request.headers.host !== host)
    return { status: 421, error: 'not the host of this server' }
  if (request.url?.startsWith('/') !== true) return { status: 400, error: 'not a path' }
  if (Number(request.headers['content-length'] ?? 0) > requestBytes) {
    return { status: 413, error: 'the request is over 64 KiB' }
  }
  return null
}

function refuse(response: ServerResponse, { status, error }: Refusal): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' })
  response.end(JSON.stringify({ error }))
}
