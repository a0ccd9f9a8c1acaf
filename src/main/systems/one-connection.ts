import { connect as connectTcp, isIP, type Socket } from 'node:net'
import type { buildConnector } from 'undici'
import { systemAuthorities } from './authorities.ts'
import { proxyPlace } from './proxy-address.ts'
import { askForTunnel } from './proxy-tunnel.ts'
import type { Route } from './target.ts'

/** Makes the only connection of an exchange, so that a request can be sent once at most. */
export interface OneConnection {
  connector: buildConnector.connector
  /** Says whether the connection stood: before that, not one byte of the request can have left. */
  readonly stood: boolean
  /** Ends the connection, or the attempt at it. */
  destroy(reason?: Error): void
}

/**
 * Prepares the connection of one exchange; a second one is refused. TLS is always verified, against `authorities`
 * (PEM) alone where some are given; with a proxy the connection, TLS included, goes through its tunnel.
 */
export function prepareConnection(
  options: Pick<Route, 'authorities' | 'proxy'> & { onStanding: () => void },
): OneConnection {
  const made: Socket[] = []
  let stood = false

  return {
    connector(place, callback) {
      if (made.length > 0) {
        callback(new Error('an exchange has one connection'), null)
        return
      }
      const isSecure = place.protocol === 'https:'
      const port = Number(place.port || (isSecure ? 443 : 80))
      let told = false
      const fail = (error: Error): void => {
        if (told) return
        told = true
        callback(error, null)
      }
      const follow = (socket: Socket, event: 'connect' | 'secureConnect', next: () => void): void => {
        made.push(socket)
        socket.on('error', fail)
        socket.once('close', () => {
          fail(new Error('the connection was closed while it was made'))
        })
        socket.once(event, () => {
          if (!told) next()
        })
      }
      const stand = (socket: Socket): void => {
        told = true
        stood = true
        options.onStanding()
        callback(null, socket)
      }
      const secure = (to: { socket: Socket } | { host: string; port: number; noDelay: boolean }): void => {
        // Taken with the first connection: a backend that only answers does without.
        const { connect: connectTls } = process.getBuiltinModule('node:tls')
        const socket = connectTls({ ...to, ...verified(place.hostname, options.authorities) })
        follow(socket, 'secureConnect', () => {
          stand(socket)
        })
      }
      if (options.proxy === undefined && isSecure) {
        secure({ host: place.hostname, port, noDelay: true })
        return
      }
      const near = options.proxy === undefined ? { host: place.hostname, port } : proxyPlace(options.proxy)
      const socket = connectTcp({ ...near, noDelay: true })
      follow(socket, 'connect', () => {
        if (options.proxy === undefined) {
          stand(socket)
          return
        }
        askForTunnel(socket, authorityOf(place.hostname, port), (error) => {
          if (error !== null) fail(error)
          else if (isSecure) secure({ socket })
          else stand(socket)
        })
      })
    },
    get stood() {
      return stood
    },
    destroy(reason) {
      for (const socket of made.toReversed()) socket.destroy(reason)
    },
  }
}

function verified(hostname: string, authorities: readonly string[] | undefined) {
  return {
    servername: isIP(hostname) === 0 ? hostname : '',
    // With a socket of a tunnel, the certificate's name would be compared with no host at all.
    host: hostname,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    ca: [...(authorities ?? systemAuthorities())],
  }
}

function authorityOf(hostname: string, port: number): string {
  return `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${String(port)}`
}
