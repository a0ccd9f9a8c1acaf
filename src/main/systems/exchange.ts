import { readAnswerBody, UnreadableBodyError } from './answer-body.ts'
import { failureCode } from './failure-code.ts'
import { prepareConnection } from './one-connection.ts'
import type { WrittenRequest } from './outgoing-request.ts'
import type { Route } from './target.ts'
import { defaultTimeLimits, startStopwatch, TimeLimitError } from './time-limits.ts'

/** Says how one exchange is carried out. */
export interface ExchangeOptions extends Route {
  /** Sends in place of `exchange`. */
  send?: Send | undefined
  /** Ends the exchange early. */
  signal?: AbortSignal | undefined
}

/** Carries one request out, whatever comes of it; `exchange` does so over a connection of its own. */
export type Send = (request: WrittenRequest, options: ExchangeOptions) => Promise<ExchangeResult>

/**
 * Says what became of a request on the wire: proven never to have arrived; sent, with no answer or one whose body
 * cannot be had; or answered. `failure` is the code of the operating system, of TLS or of the HTTP parser.
 */
export type ExchangeResult = { durationMs: number } & (
  | { kind: 'not-arrived'; why: Interruption; failure: string | null }
  | { kind: 'no-answer'; why: Interruption; failure: string | null }
  | { kind: 'unreadable'; httpStatus: number }
  | { kind: 'answered'; httpStatus: number; body: Uint8Array }
)

/** Names what ended an exchange before its answer was whole. */
export type Interruption = 'timeout' | 'aborted' | 'connection'

/** Leaves the time limits to us, speaks HTTP/1.1, and takes no choice of a parser from the environment. */
const transport = { headersTimeout: 0, bodyTimeout: 0, allowH2: false, useMilo: false } as const

/** Limits the bytes of an answer, as received and unpacked. */
const answerBytes = 1024 * 1024

/**
 * Sends one request over a connection of its own and reads the answer. No redirect is followed and nothing is sent
 * twice; when the result is there, the connection is gone.
 */
export async function exchange(
  request: WrittenRequest,
  options: ExchangeOptions = {},
): Promise<ExchangeResult> {
  // Taken in with the first exchange: a backend that only answers does without.
  const { Agent } = await import('undici')
  const started = performance.now()
  const watch = startStopwatch({ ...defaultTimeLimits, ...options.limits }, options.signal)
  const connection = prepareConnection({
    authorities: options.authorities,
    proxy: options.proxy,
    onStanding: () => {
      watch.enter('firstByte')
    },
  })
  const agent = new Agent({ connect: connection.connector, ...transport })
  const stopConnecting = (): void => {
    if (!connection.stood) connection.destroy(new Error('stopped'))
  }
  watch.signal.addEventListener('abort', stopConnecting, { once: true })
  const ended = (): number => Math.round(performance.now() - started)
  try {
    watch.signal.throwIfAborted()
    watch.enter('connect')
    const url = new URL(request.url)
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers: request.headers,
      body: request.body === null ? null : Buffer.from(request.body, 'utf8'),
      reset: true,
      signal: watch.signal,
    })
    watch.enter('body')
    const httpStatus = response.statusCode
    try {
      const encoding = response.headers['content-encoding'] ?? ''
      const body = await readAnswerBody(response.body, String(encoding), answerBytes)
      return { kind: 'answered', httpStatus, body, durationMs: ended() }
    } catch (error) {
      if (error instanceof UnreadableBodyError) return { kind: 'unreadable', httpStatus, durationMs: ended() }
      throw error
    }
  } catch (error) {
    const kind = connection.stood ? 'no-answer' : 'not-arrived'
    return { kind, why: interruption(watch.signal), failure: failureCode(error), durationMs: ended() }
  } finally {
    watch.end()
    watch.signal.removeEventListener('abort', stopConnecting)
    await agent.destroy()
    connection.destroy()
  }
}

function interruption(signal: AbortSignal): Interruption {
  if (!signal.aborted) return 'connection'
  return signal.reason instanceof TimeLimitError ? 'timeout' : 'aborted'
}
