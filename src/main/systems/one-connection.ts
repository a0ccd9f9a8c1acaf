import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { buildConnector } from 'undici'
import { systemAuthorities } from './authorities.ts'

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
 * (PEM) where some are given.
 */
export function prepareConnection(options: {
  authorities: readonly string[] | undefined
  onStanding: () => void
}): OneConnection {
  let socket: Socket | undefined
  let stood = false

  const open = ({ hostname, port, protocol }: buildConnector.Options): Socket => {
    const place = { host: hostname, noDelay: true }
    if (protocol !== 'https:') return connectTcp({ ...place, port: Number(port || 80) })
    return connectTls({
      ...place,
      port: Number(port || 443),
      servername: isIP(hostname) === 0 ? hostname : '',
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
      ca: [...(options.authorities ?? systemAuthorities())],
    })
  }

  return {
    connector(place, callback) {
      if (socket !== undefined) {
        callback(new Error('an exchange has one connection'), null)
        return
      }
      const opened = open(place)
      socket = opened
      let told = false
      const fail = (error: Error): void => {
        if (told) return
        told = true
        callback(error, null)
      }
      opened.on('error', fail)
      opened.once('close', () => {
        fail(new Error('the connection was closed while it was made'))
      })
      opened.once(place.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        if (told) return
        told = true
        stood = true
        options.onStanding()
        callback(null, opened)
      })
    },
    get stood() {
      return stood
    },
    destroy(reason) {
      socket?.destroy(reason)
    },
  }
}
