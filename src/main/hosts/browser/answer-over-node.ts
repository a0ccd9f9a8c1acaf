import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Makes a standard request of Node's; its signal fires when the client goes before the answer is complete. */
export function requestOf(incoming: IncomingMessage, outgoing: ServerResponse, origin: string): Request {
  const gone = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort()
  })
  const headers = new Headers()
  const { rawHeaders, method = 'GET' } = incoming
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    headers.append(rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '')
  const init = { method, headers, signal: gone.signal }
  const url = new URL(incoming.url ?? '/', origin)
  if (method === 'GET' || method === 'HEAD') return new Request(url, init)
  return new Request(url, {
    ...init,
    body: Readable.toWeb(incoming) as globalThis.ReadableStream,
    duplex: 'half',
  })
}

/** Sends a standard answer, piece by piece as it comes; a client that goes cancels its stream. */
export async function sendOverNode(
  answer: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  // What was not read of a refused body would be taken for the next request.
  if (!incoming.complete) outgoing.setHeader('connection', 'close')
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (answer.body === null) {
    outgoing.end()
    return
  }
  outgoing.flushHeaders()
  await pipeline(Readable.fromWeb(answer.body), outgoing).catch(() => {
    outgoing.destroy()
  })
}
