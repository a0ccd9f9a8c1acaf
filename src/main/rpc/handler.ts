import { ORPCError, type Context } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import { refuse, withAnswerHeaders } from './answer.ts'
import { attendCall } from './attend-call.ts'
import { boundedBody } from './bounded-body.ts'
import type { PageFiles } from './page-files.ts'

/** Names who calls: `window` in Electron, an id of the bearer in the browser host; sessions hang on it. */
export type CallerId = string

/** Answers a request of a caller that the host has already let in. */
export type Handler = (request: Request, caller: CallerId) => Promise<Response>

/** Takes what the handler is made of; `T` is the context that the router's procedures start from. */
export interface HandlerOptions<T extends Context> {
  router: ConstructorParameters<typeof RPCHandler<T>>[0]
  context: (caller: CallerId) => T
  pageFiles: PageFiles
  /** Takes errors that no contract names; the caller sees only that something failed. */
  report?: (error: unknown) => void
}

/** Bounds the body of a call, in bytes. */
export const maxCallBytes = 1024 * 1024

/** Makes the one way in for both hosts: calls under `/rpc`, files of the page everywhere else. */
export function createHandler<T extends Context>(options: HandlerOptions<T>): Handler {
  const { router, context, pageFiles, report } = options
  const calls = new RPCHandler<T>(router, {
    clientInterceptors: [
      async ({ next }) => {
        try {
          return await next()
        } catch (error) {
          if (!(error instanceof ORPCError)) report?.(error)
          throw error
        }
      },
    ],
  })

  const answerCall: Handler = async (request, caller) => {
    if (request.method !== 'POST') return refuse(405, 'METHOD_NOT_ALLOWED', { allow: 'POST' })
    if (!isJson(request.headers)) return refuse(415, 'JSON_EXPECTED')
    const body = await boundedBody(request, maxCallBytes)
    if (body === null) return refuse(413, 'TOO_BIG')
    return attendCall(request, body, async (call) => {
      const { response } = await calls.handle(call, { prefix: '/rpc', context: context(caller) })
      return response === undefined ? refuse(404, 'NO_SUCH_PROCEDURE') : withAnswerHeaders(response)
    })
  }

  return async (request, caller) => {
    try {
      const { pathname } = new URL(request.url)
      const isCall = pathname === '/rpc' || pathname.startsWith('/rpc/')
      return await (isCall ? answerCall(request, caller) : pageFiles(request))
    } catch (error) {
      report?.(error)
      return refuse(500, 'INTERNAL_SERVER_ERROR')
    }
  }
}

/** A body called anything else could have been sent by a form of another page, without asking first. */
function isJson(headers: Headers): boolean {
  const [mediaType] = (headers.get('content-type') ?? '').split(';')
  return mediaType?.trim().toLowerCase() === 'application/json' && !headers.has('content-disposition')
}
