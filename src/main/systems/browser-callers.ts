import { jsonAnswer, type ServedAnswer } from './served-answer.ts'
import type { ServedCall } from './served-call.ts'

const anyOrigin = { 'Access-Control-Allow-Origin': '*' } as const
const allowed = {
  ...anyOrigin,
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers': 'content-type, token, sign, operationID',
  'Access-Control-Max-Age': '600',
} as const

/**
 * Lets pages of other origins call only while `admitted` says so. Otherwise such a request is answered 403 before
 * anything is read: a page cannot read an answer, but what it sends would take effect all the same.
 */
export function admitBrowserCallers(
  answer: (call: ServedCall) => Promise<ServedAnswer>,
  admitted: () => boolean,
): (call: ServedCall) => Promise<ServedAnswer> {
  return async (call) => {
    if (!isFromPage(call)) return answer(call)
    if (!admitted()) return refusal()
    if (call.method === 'OPTIONS') {
      return { status: 204, headers: allowed, body: null, rule: 'any.page-admitted' }
    }
    const given = await answer(call)
    return { ...given, headers: { ...given.headers, ...anyOrigin } }
  }
}

function refusal(): ServedAnswer {
  const answer = jsonAnswer({ error: 'pages may not call the built-in backend' }, 403)
  return { ...answer, rule: 'any.page-refused' }
}

function isFromPage({ header }: ServedCall): boolean {
  if (header('origin') !== null) return true
  const site = header('sec-fetch-site')
  return site !== null && site !== 'none' && site !== 'same-origin'
}
