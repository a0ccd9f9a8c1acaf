import type { IncomingMessage } from 'node:http'

/** Carries one request to the built-in backend as it came. */
export interface ServedCall {
  method: string
  /** Gives the path, not unescaped. */
  path: string
  /** Gives the query without its question mark, not unescaped. */
  query: string
  /** Gives a header's value, in Latin-1; null where it is absent. */
  header(name: string): string | null
  /** Reads the body of at most 64 KiB; fails with `RequestTooBigError` on a bigger one. */
  body(): Promise<Uint8Array>
  /** Gives the body that was read before, or null. */
  bodyRead(): Uint8Array | null
}

/** Limits the bytes of a request to the built-in backend. */
export const requestBytes = 64 * 1024

/** Says that a request's body is bigger than the built-in backend reads. */
export class RequestTooBigError extends Error {}

/** Makes a call of Node's request, whose target begins with a slash. */
export function servedCallOf(request: IncomingMessage): ServedCall {
  const { path, query } = splitTarget(request.url ?? '/')
  let read: Uint8Array | null = null
  return {
    method: request.method ?? 'GET',
    path,
    query,
    header(name) {
      const value = request.headers[name.toLowerCase()]
      return (typeof value === 'string' ? value : value?.join(', ')) ?? null
    },
    async body() {
      read ??= await readBody(request)
      return read
    },
    bodyRead: () => read,
  }
}

const plainTarget = /^[\w/=&?:,+@!$*;~-]*$/

function splitTarget(target: string): { path: string; query: string } {
  if (!plainTarget.test(target)) {
    const { pathname, search } = new URL(`http://localhost${target}`)
    return { path: pathname, query: search.slice(1) }
  }
  const at = target.indexOf('?')
  return at === -1 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) }
}

function readBody(request: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= requestBytes) chunks.push(chunk)
      else {
        chunks.length = 0
        reject(new RequestTooBigError())
      }
    })
    request.once('end', () => {
      const [first = Buffer.alloc(0)] = chunks
      resolve(chunks.length > 1 ? Buffer.concat(chunks) : first)
    })
    request.once('error', reject)
    const close = (): void => {
      if (!request.readableEnded) reject(new Error('the client went before its whole request was here'))
    }
    if (request.destroyed) close()
    else request.once('close', close)
  })
}
