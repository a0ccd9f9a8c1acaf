import type { CustomScheme } from 'electron'
import { refuse } from '../../rpc/answer.ts'
import type { Handler } from '../../rpc/handler.ts'

/** Describes the desk's own scheme: a secure standard origin that can stream, with no other privilege. */
export const deskScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
} as const satisfies CustomScheme

/** Holds the address of the page in the window. */
export const deskUrl = 'app://desk/'

/** Answers the one window's requests: only for our host, and only from our own page where an origin is named. */
export function answerWindow(handler: Handler): (request: Request) => Promise<Response> {
  return async (request) => {
    const { host } = new URL(request.url)
    const origin = request.headers.get('origin')
    if (host !== 'desk') return refuse(421, 'NOT_OUR_HOST')
    if (origin !== null && origin !== 'app://desk') return refuse(403, 'NOT_OUR_ORIGIN')
    return handler(request, 'window')
  }
}
