import type { Clock } from '../../shared/model/ports.ts'
import type { ServedRule } from '../../shared/model/served-rules.ts'
import { describeAnswer, describePath, describeRequest } from './describe-served.ts'
import type { ServedAnswer } from './served-answer.ts'
import type { ServedCall } from './served-call.ts'

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
  /** Holds in JSON what the rules of its system looked at; null where its system tells nothing, or it was not kept. */
  facts: string | null
  /** Names the rule that gave the answer; null where none has a name. */
  rule: ServedRule | null
}

const describedAtMost = 100
const describedEvery = 1000

/** Tells of every request after its answer stands; at most 100 a second are described, so that load costs nothing. */
export function recordServed(
  answer: (call: ServedCall) => Promise<ServedAnswer>,
  { clock, onRequest }: { clock: Clock; onRequest: (served: ServedRequest) => void },
): (call: ServedCall) => Promise<ServedAnswer> {
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
  return async (call) => {
    const started = clock.now()
    const given = await answer(call)
    const served = {
      at: new Date(started).toISOString(),
      method: call.method,
      path: describePath(call.path),
      httpStatus: given.status,
      durationMs: clock.now() - started,
      rule: given.rule ?? null,
    }
    if (mayDescribe(started)) {
      onRequest({
        ...served,
        request: describeRequest(call),
        response: describeAnswer(given.body ?? ''),
        facts: factsOf(given),
      })
    } else {
      onRequest({ ...served, request: '', response: '', facts: null })
    }
    return given
  }
}

function factsOf({ facts }: ServedAnswer): string | null {
  const noted = facts?.() ?? null
  return noted === null ? null : JSON.stringify(noted)
}
