import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/** Says what a load is made of: one request, written out, sent again and again over open connections. */
export interface Load {
  port: number
  request: string
  connections: number
  forMs: number
  /** Ends after so many requests instead, where it is given. */
  requests?: number
}

// Runs in a worker: sends a load from a thread of its own, and tells how many requests were answered.

const { port, request, connections, forMs, requests = Infinity } = workerData as Load
const bytes = Buffer.from(request, 'latin1')
const started = performance.now()
let sent = 0
let answered = 0

async function keepAsking(): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => {
    const ask = (): void => {
      if (performance.now() - started >= forMs || sent >= requests) socket.end()
      else {
        sent++
        socket.write(bytes)
      }
    }
    let missing = 0
    socket.on('connect', ask).on('close', resolve).on('error', reject)
    socket.on('data', (chunk) => {
      if (missing === 0) {
        const end = chunk.indexOf('\r\n\r\n')
        const length = /content-length: (\d+)/i.exec(chunk.toString('latin1', 0, end))?.[1]
        if (end === -1 || length === undefined || !chunk.toString('latin1', 0, 12).endsWith('200')) {
          socket.destroy(new Error(`not an answer: ${chunk.toString('latin1', 0, 200)}`))
          return
        }
        missing = end + 4 + Number(length)
      }
      missing -= chunk.length
      if (missing === 0) {
        answered++
        ask()
      }
    })
  })
}

await Promise.all(Array.from({ length: connections }, keepAsking))
parentPort?.postMessage(answered)
