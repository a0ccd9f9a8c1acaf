import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** Says what a backend does with the body of a change when it has come whole; the sign-in before it succeeds. */
export type Misbehaviour = (socket: Socket, body: string) => void

/** Carries a backend that signs admins in like openim's and then misbehaves at the change. */
export interface MisbehavingBackend {
  url: string
  /** Counts the requests that reached it, by path. */
  seen: Record<string, number>
  close(): Promise<void>
}

/** Writes an HTTP answer with a JSON body. */
export function answerJson(value: unknown, status = '200 OK'): Misbehaviour {
  return answerText(JSON.stringify(value), status, 'application/json')
}

/** Writes an HTTP answer with a body of any kind. */
export function answerText(body: string, status = '200 OK', type = 'text/html', headers = ''): Misbehaviour {
  const length = Buffer.byteLength(body)
  return (socket) => {
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${String(length)}\r\n${headers}\r\n${body}`,
    )
  }
}

/** Starts such a backend on a free port of 127.0.0.1. */
export async function startMisbehavingBackend(
  onChange: Misbehaviour,
  onLogin: Misbehaviour = answerJson({
    errCode: 0,
    errMsg: '',
    errDlt: '',
    data: { adminToken: 'token-of-the-admin', adminUserID: '7' },
  }),
): Promise<MisbehavingBackend> {
  const seen: Record<string, number> = {}
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    let received = ''
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1')
      const [head, body] = received.split('\r\n\r\n', 2)
      const length = Number(/content-length: (\d+)/i.exec(head ?? '')?.[1] ?? Infinity)
      if (body === undefined || body.length < length) return
      const path = head?.split(' ')[1] ?? ''
      seen[path] = (seen[path] ?? 0) + 1
      received = ''
      if (path === '/account/login') onLogin(socket, body)
      else onChange(socket, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => {
          resolve()
        })
      }),
  }
}
