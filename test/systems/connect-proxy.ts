import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Holds a CONNECT proxy and what it saw: the head of each request, and each byte that went through a tunnel. */
export interface ConnectProxy {
  url: string
  heads: string[]
  /** Holds what clients sent through tunnels, one entry a tunnel. */
  sent: Buffer[]
}

/** Starts a proxy that leads every tunnel to one port of 127.0.0.1, or says something else; it ends with the test. */
export async function startConnectProxy(
  leads: { to: number } | { says: string | Uint8Array } | 'nowhere',
): Promise<ConnectProxy> {
  const heads: string[] = []
  const sent: Buffer[] = []
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }
  const server = createServer((socket) => {
    keep(socket)
    let head = ''
    const onData = (bytes: Buffer): void => {
      head += bytes.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end === -1) return
      socket.off('data', onData)
      heads.push(head.slice(0, end))
      if (leads === 'nowhere') return
      if ('says' in leads) {
        socket.end(leads.says)
        return
      }
      const tunnel = sent.push(Buffer.alloc(0)) - 1
      const beyond = connect(leads.to, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n')
        socket.on('data', (chunk) => {
          sent[tunnel] = Buffer.concat([sent[tunnel] ?? Buffer.alloc(0), chunk])
        })
        socket.pipe(beyond).pipe(socket)
      })
      keep(beyond)
    }
    socket.on('data', onData)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, heads, sent }
}
