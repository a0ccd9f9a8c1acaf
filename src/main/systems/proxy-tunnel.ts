import type { Socket } from 'node:net'

/** Says that a proxy made no tunnel; `code` names its answer. */
export class ProxyError extends Error {
  readonly code: string

  constructor(code: string) {
    super(`the proxy made no tunnel: ${code}`)
    this.name = 'ProxyError'
    this.code = code
  }
}

const longestAnswer = 8 * 1024
const endOfHeaders = Buffer.from('\r\n\r\n')

/**
 * Asks the proxy at the other end of a socket for a tunnel to `authority` (host:port) by CONNECT, and leaves the
 * socket standing at the first byte from beyond; or tells a `ProxyError`. Credentials are neither sent nor answered.
 */
export function askForTunnel(
  socket: Socket,
  authority: string,
  told: (error: ProxyError | null) => void,
): void {
  let received = Buffer.alloc(0)
  const end = (error: ProxyError | null): void => {
    socket.off('readable', read)
    told(error)
  }
  const read = (): void => {
    for (;;) {
      const chunk = socket.read() as Buffer | null
      if (chunk === null) return
      received = Buffer.concat([received, chunk])
      const at = received.indexOf(endOfHeaders)
      if (at !== -1) {
        const rest = received.subarray(at + endOfHeaders.length)
        const fault = faultOf(received.toString('latin1', 0, at))
        if (fault === null && rest.length > 0) socket.unshift(rest)
        end(fault)
        return
      }
      if (received.length > longestAnswer) {
        end(new ProxyError('PROXY_ANSWER_TOO_BIG'))
        return
      }
    }
  }
  socket.on('readable', read)
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`)
}

function faultOf(head: string): ProxyError | null {
  const status = /^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(head)?.[1]
  if (status === undefined) return new ProxyError('PROXY_NOT_HTTP')
  return status === '200' ? null : new ProxyError(`PROXY_ANSWERED_${status}`)
}
