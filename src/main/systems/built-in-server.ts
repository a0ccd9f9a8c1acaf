import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jsonAnswer, type ServedAnswer } from './served-answer.ts'
import { requestBytes, servedCallOf, type ServedCall } from './served-call.ts'

/** Says what the built-in backend's server answers with, and where. */
export interface BuiltInServerOptions {
  answer: (call: ServedCall) => Promise<ServedAnswer>
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
  // An import reads every name that the module offers, and with some comes a client: up to 14 MB for nobody here.
  const { createServer } = process.getBuiltinModule('node:http')
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
      if (refusal !== null) send(response, refusal)
      else {
        options.answer(servedCallOf(request)).then(
          (answer) => {
            send(response, answer)
          },
          () => {
            send(response, jsonAnswer({ error: 'the request could not be read' }, 400))
          },
        )
      }
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

function refusalOf(request: IncomingMessage, host: string): ServedAnswer | null {
  const refused = (status: number, error: string): ServedAnswer =>
    jsonAnswer({ error }, status, { Connection: 'close' })
  const hosts = request.headersDistinct['host']
  if (hosts?.length !== 1 || hosts[0] !== host) return refused(421, 'not the host of this server')
  if (request.url?.startsWith('/') !== true || /^[^?]*\\/.test(request.url)) return refused(400, 'not a path')
  if (Number(request.headers['content-length'] ?? 0) > requestBytes) {
    return refused(413, 'the request is over 64 KiB')
  }
  return null
}

function send(response: ServerResponse, { status, headers, body }: ServedAnswer): void {
  if (body === null) response.writeHead(status, headers).end()
  else response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body)
}
