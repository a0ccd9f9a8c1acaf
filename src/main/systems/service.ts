import { Hono } from 'hono'
import type { Clock } from '../../shared/model/ports.ts'
import type { Directory } from '../directory/directory.ts'
import { admitBrowserCallers } from './browser-callers.ts'
import { nobaseService } from './nobase/nobase.service.ts'
import { openimService } from './openim/openim.service.ts'
import { RequestTooBigError } from './read-request.ts'
import { recordServed, type ServedRequest } from './record-served.ts'
import { shuidiService } from './shuidi/shuidi.service.ts'
import { yunhuService } from './yunhu/yunhu.service.ts'

/** Says what the built-in backend's service runs on. */
export interface BuiltInServiceOptions {
  directory: Pick<
    Directory,
    'admins' | 'applications' | 'captchas' | 'codes' | 'settings' | 'tokens' | 'users'
  >
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
  const onFailure = options.onFailure ?? (() => undefined)
  app.use(admitBrowserCallers(options.allowBrowserCallers))
  app.route('/', nobaseService(options.directory, onFailure))
  app.route('/', openimService(options.directory, onFailure))
  app.route('/', shuidiService(options.directory, options.clock, onFailure))
  app.route('/', yunhuService(options.directory, onFailure))
  app.notFound((context) => context.json({ error: 'no such path' }, 404))
  app.onError((error, context) =>
    error instanceof RequestTooBigError
      ? context.json({ error: 'the request is over 64 KiB' }, 413, { Connection: 'close' })
      : context.json({ error: 'the request could not be read' }, 400),
  )
  const { onRequest, clock } = options
  if (onRequest === undefined) return async (request) => app.fetch(request)
  return recordServed(async (request) => app.fetch(request), { clock, onRequest })
}
