import type { ServedRule } from '../../shared/model/served-rules.ts'
import type { ServedCall } from './served-call.ts'

/** Carries what the built-in backend answers; a body is JSON. */
export interface ServedAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: string | null
  /** Tells what of the request its rules looked at, without a secret, for the record of requests; it is not sent. */
  facts?: () => object | null
  /** Names the rule that gave the answer, for the record of requests; it is not sent. */
  rule?: ServedRule
}

/** Answers the calls of one system; null where its documents know no such path or method. */
export type ServedSystem = (call: ServedCall) => Promise<ServedAnswer> | null

const json = { 'Content-Type': 'application/json' } as const

/** Gives an answer in JSON; HTTP 200 unless told otherwise. */
export function jsonAnswer(
  body: object,
  status = 200,
  headers?: Readonly<Record<string, string>>,
): ServedAnswer {
  return {
    status,
    headers: headers === undefined ? json : { ...json, ...headers },
    body: JSON.stringify(body),
  }
}

/** Gives the answer to a path or method that no document names. */
export function noSuchPath(): ServedAnswer {
  return { ...jsonAnswer({ error: 'no such path' }, 404), rule: 'any.no-such-path' }
}
