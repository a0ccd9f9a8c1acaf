import { type Arrival, isAbsentOr, isExactly, valuesOf } from './arrival.ts'

/** Says why a request is not let in; the answer carries the status and the code. */
export interface Refusal {
  status: number
  code: string
  allow?: string
}

/** Names what a target stands for; each kind has gates of its own. */
export type TargetKind = 'document' | 'file' | 'pairing' | 'call'

/** Tells what a path stands for. */
export function kindOf(pathname: string): TargetKind {
  if (pathname === '/') return 'document'
  if (pathname === '/pair') return 'pairing'
  return pathname === '/rpc' || pathname.startsWith('/rpc/') ? 'call' : 'file'
}

/**
 * Judges a request by its head alone, gate after gate, and gives the first refusal; null lets it on to the bearer.
 * `host` is our own address with the port.
 */
export function judgeArrival(arrival: Arrival, host: string): Refusal | null {
  if (arrival.httpVersion !== '1.1') return { status: 505, code: 'HTTP_VERSION' }
  if (!isExactly(arrival, 'host', host)) return { status: 421, code: 'NOT_OUR_HOST' }
  // A URL takes a backslash for a slash: two of either begin another host's address.
  if (!/^\/(?![/\\])/.test(arrival.target)) return { status: 400, code: 'ORIGIN_FORM_EXPECTED' }

  const kind = kindOf(new URL(arrival.target, `http://${host}`).pathname)
  const ours = `http://${host}`
  if (kind === 'call' || kind === 'pairing') {
    if (arrival.method !== 'POST') return { status: 405, code: 'METHOD_NOT_ALLOWED', allow: 'POST' }
    if (!isExactly(arrival, 'origin', ours)) return { status: 403, code: 'NOT_OUR_ORIGIN' }
    return isExactly(arrival, 'sec-fetch-site', 'same-origin') ? null : { status: 403, code: 'NOT_OUR_PAGE' }
  }

  if (arrival.method !== 'GET' && arrival.method !== 'HEAD') {
    return { status: 405, code: 'METHOD_NOT_ALLOWED', allow: 'GET, HEAD' }
  }
  if (kind === 'document') {
    const opened =
      isExactly(arrival, 'sec-fetch-mode', 'navigate') && isExactly(arrival, 'sec-fetch-dest', 'document')
    return opened && valuesOf(arrival, 'upgrade').length === 0
      ? null
      : { status: 403, code: 'NOT_OPENED_AS_A_PAGE' }
  }
  const fromPage = isExactly(arrival, 'sec-fetch-site', 'same-origin') && isAbsentOr(arrival, 'origin', ours)
  return fromPage ? null : { status: 403, code: 'NOT_OUR_PAGE' }
}
