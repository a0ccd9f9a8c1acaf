import { createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Answers a whole request on its socket, in any way it likes. */
export type RawAnswer = (socket: Socket, request: Buffer) => void

/** Holds a TCP server that speaks HTTP as badly as a test wants, and what it received. */
export interface RawServer {
  url: string
  port: number
  /** Holds each whole request as it came. */
  requests: Buffer[]
  /** Counts the connections that were made. */
  connections(): number
}

/** Starts a raw server that ends with the test; `onConnection` sees a socket before anything is read from it. */
export async function startRawServer(
  answer: RawAnswer,
  onConnection: (socket: Socket) => void = () => undefined,
): Promise<RawServer> {
  const requests: Buffer[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer({ noDelay: true }, (socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    onConnection(socket)
    let received = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      const whole = wholeRequest(received)
      if (whole === null) return
      received = received.subarray(whole.length)
      requests.push(whole)
      answer(socket, whole)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${String(port)}`, port, requests, connections: () => connections }
}

/** Writes a whole answer with its length, and ends the connection. */
export function httpAnswer(
  status: number,
  body: string | Uint8Array,
  headers: Record<string, string> = { 'Content-Type': 'application/json' },
): RawAnswer {
  return (socket) => {
    const bytes = Buffer.from(body as Uint8Array)
    const lines = Object.entries({ ...headers, 'Content-Length': String(bytes.length) })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')
    socket.write(`HTTP/1.1 ${String(status)} Status\r\n${lines}\r\n`)
    socket.end(bytes)
  }
}

function wholeRequest(received: Buffer): Buffer | null {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return null
  const length = /^content-length: *(\d+)/im.exec(received.toString('latin1', 0, end))?.[1] ?? '0'
  const whole = end + 4 + Number(length)
  return received.length < whole ? null : received.subarray(0, whole)
}
