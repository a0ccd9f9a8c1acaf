import type { Clock } from '../../shared/model/ports.ts'
import { describeAnswer, describeRequest } from './describe-served.ts'

/** Describes a request that the built-in backend answered; of its headers, query and body, masked, what is no secret. */
export interface ServedRequest {
  at: string
  method: string
  path: string
  httpStatus: number
  durationMs: number
  /** Is empty where so many requests came at once that it was not kept. */
  request: string
  /** Is empty where so many requests came at once that it was not kept. */
  response: string
}

const describedAtMost = 100
const describedEvery = 1000

/** Tells of every request after its answer stands; at most 100 a second are described, so that load costs nothing. */
export function recordServed(
  fetch: (request: Request) => Response | Promise<Response>,
  { clock, onRequest }: { clock: Clock; onRequest: (served: ServedRequest) => void },
): (request: Request) => Promise<Response> {
  let second = 0
  let described = 0
  const mayDescribe = (now: number): boolean => {
    const thisSecond = Math.floor(now / describedEvery)
    if (thisSecond !== second) {
      second = thisSecond
      described = 0
    }
    described++
    return described <= describedAtMost
  }
  return async (request) => {
    const started = clock.now()
    const response = await fetch(request)
    const served = {
      at: new Date(started).toISOString(),
      method: request.method,
      path: pathOf(request.url),
      httpStatus: response.status,
      durationMs: clock.now() - started,
    }
    if (mayDescribe(started)) {
      onRequest({
        ...served,
        request: describeRequest(request),
        response: describeAnswer(await response.clone().text()),
      })
    } else {
      onRequest({ ...served, request: '', response: '' })
    }
    return response
  }
}

function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const end = url.indexOf('?', start)
  return url.slice(start, end === -1 ? undefined : end)
}
