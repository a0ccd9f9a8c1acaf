import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands before a backend and carries everything there and back, but for the answers that it is told to lose. */
export interface LossyWay {
  url: string
  /** Loses the next answer whole: the backend does what it was asked, and whoever asked never hears of it. */
  loseNextAnswer(): void
  close(): Promise<void>
}

/** Opens such a way to a server on this machine, on a free port of 127.0.0.1. */
export async function openLossyWay(to: string): Promise<LossyWay> {
  const { host, port } = new URL(to)
  const sockets = new Set<Socket>()
  let loses = false
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }
  const server = createServer((asking) => {
    const answering = connect(Number(port), '127.0.0.1')
    keep(asking)
    keep(answering)
    // The backend answers for its own name alone.
    asking.on('data', (bytes) => {
      answering.write(bytes.toString('latin1').replace(/^host: .*$/im, `Host: ${host}`), 'latin1')
    })
    asking.once('end', () => answering.end())
    answering.on('data', (bytes) => {
      if (!loses) {
        asking.write(bytes)
        return
      }
      loses = false
      asking.destroy()
      answering.destroy()
    })
    answering.once('end', () => asking.end())
    asking.once('close', () => answering.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    loseNextAnswer: () => {
      loses = true
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => {
          resolve()
        })
      }),
  }
}
