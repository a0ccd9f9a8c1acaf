import type { MiddlewareHandler } from 'hono'

const allowed = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers': 'content-type, token, sign, operationID',
  'Access-Control-Max-Age': '600',
} as const

/**
 * Lets pages of other origins call only while `admitted` says so. Otherwise such a request is answered 403 before
 * anything is read: a page cannot read an answer, but what it sends would take effect all the same.
 */
export function admitBrowserCallers(admitted: () => boolean): MiddlewareHandler {
  return async (context, next) => {
    const { headers } = context.req.raw
    if (!isFromPage(headers)) {
      await next()
      return undefined
    }
    if (!admitted()) return context.json({ error: 'pages may not call the built-in backend' }, 403)
    if (context.req.method === 'OPTIONS') return context.body(null, 204, allowed)
    await next()
    context.res.headers.set('Access-Control-Allow-Origin', '*')
    return undefined
  }
}

function isFromPage(headers: Headers): boolean {
  if (headers.get('origin') !== null) return true
  const site = headers.get('sec-fetch-site')
  return site !== null && site !== 'none' && site !== 'same-origin'
}
