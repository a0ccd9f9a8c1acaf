import { failureCode } from './failure-code.ts'
import { prepareConnection } from './one-connection.ts'
import type { Target } from './target.ts'
import { defaultTimeLimits } from './time-limits.ts'

/** Says whether a connection to a server stood, TLS and proxy included; `failure` is the code of what went wrong. */
export interface ConnectionTried {
  reached: boolean
  failure: string | null
  durationMs: number
}

/** Makes a connection to a target by its way, sends not one byte of a request, and ends it. */
export async function tryConnection({
  baseUrl,
  authorities,
  proxy,
  limits,
}: Target): Promise<ConnectionTried> {
  const { hostname, host, port, protocol } = new URL(baseUrl)
  const started = performance.now()
  const connection = prepareConnection({ authorities, proxy, onStanding: () => undefined })
  const bare = hostname.replace(/^\[(.*)\]$/, '$1')
  const overdue = Object.assign(new Error('the connection takes too long'), { code: 'ETIMEDOUT' })
  const limit = setTimeout(() => {
    connection.destroy(overdue)
  }, limits?.connect ?? defaultTimeLimits.connect)
  try {
    await new Promise<void>((resolve, reject) => {
      connection.connector({ hostname: bare, host, port, protocol }, (...[error]) => {
        if (error === null) resolve()
        else reject(error)
      })
    })
    return { reached: true, failure: null, durationMs: Math.round(performance.now() - started) }
  } catch (error) {
    return {
      reached: false,
      failure: failureCode(error),
      durationMs: Math.round(performance.now() - started),
    }
  } finally {
    clearTimeout(limit)
    connection.destroy()
  }
}
