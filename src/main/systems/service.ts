import { Hono } from 'hono'
import type { Clock } from '../../shared/model/ports.ts'
import type { Directory } from '../directory/directory.ts'
import { admitBrowserCallers } from './browser-callers.ts'
import { openimService } from './openim/openim.service.ts'
import { RequestTooBigError } from './read-request.ts'

/** Describes a request that the built-in backend answered; nothing of its headers, query and body is in it. */
export interface ServedRequest {
  at: string
  method: string
  path: string
  httpStatus: number
  durationMs: number
}

/** Says what the built-in backend's service runs on. */
export interface BuiltInServiceOptions {
  directory: Pick<Directory, 'admins' | 'tokens'>
  clock: Clock
  /** Says whether pages of other origins may call; asked at every request. */
  allowBrowserCallers: () => boolean
  /** Hears of every request after its answer stands. */
  onRequest?: (served: ServedRequest) => void
  /** Hears of an error inside, such as a storage that fails; the caller gets the document's answer for it. */
  onFailure?: ((error: unknown) => void) | undefined
}

/** Mounts every system's routes in one handler; a path that no document names is answered 404. */
export function createBuiltInService(
  options: BuiltInServiceOptions,
): (request: Request) => Promise<Response> {
  const app = new Hono()
  app.use(admitBrowserCallers(options.allowBrowserCallers))
  app.route('/', openimService(options.directory, options.onFailure ?? (() => undefined)))
  app.notFound((context) => context.json({ error: 'no such path' }, 404))
  app.onError((error, context) =>
    error instanceof RequestTooBigError
      ? context.json({ error: 'the request is over 64 KiB' }, 413, { Connection: 'close' })
      : context.json({ error: 'the request could not be read' }, 400),
  )
  const { onRequest, clock } = options
  if (onRequest === undefined) return async (request) => app.fetch(request)
  return async (request) => {
    const started = clock.now()
    const response = await app.fetch(request)
    onRequest({
      at: new Date(started).toISOString(),
      method: request.method,
      path: new URL(request.url).pathname,
      httpStatus: response.status,
      durationMs: clock.now() - started,
    })
    return response
  }
}
