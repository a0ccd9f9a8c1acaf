import type { Clock } from '../../shared/model/ports.ts'
import type { Directory } from '../directory/directory.ts'
import { admitBrowserCallers } from './browser-callers.ts'
import { nobaseService } from './nobase/nobase.service.ts'
import { openimService } from './openim/openim.service.ts'
import { recordServed, type ServedRequest } from './record-served.ts'
import { jsonAnswer, noSuchPath, type ServedAnswer } from './served-answer.ts'
import { RequestTooBigError, type ServedCall } from './served-call.ts'
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

/** Mounts every system in one function; a path that no document names is answered 404. */
export function createBuiltInService(
  options: BuiltInServiceOptions,
): (call: ServedCall) => Promise<ServedAnswer> {
  const { directory, clock, onRequest } = options
  const onFailure = options.onFailure ?? (() => undefined)
  const systems = [
    nobaseService(directory, onFailure),
    openimService(directory, onFailure),
    shuidiService(directory, clock, onFailure),
    yunhuService(directory, onFailure),
  ]
  const answerOf = (call: ServedCall): Promise<ServedAnswer> | ServedAnswer => {
    for (const system of systems) {
      const answer = system(call)
      if (answer !== null) return answer
    }
    return noSuchPath()
  }
  const answer = admitBrowserCallers(async (call) => {
    try {
      return await answerOf(call)
    } catch (error) {
      return error instanceof RequestTooBigError
        ? tooBig()
        : jsonAnswer({ error: 'the request could not be read' }, 400)
    }
  }, options.allowBrowserCallers)
  return onRequest === undefined ? answer : recordServed(answer, { clock, onRequest })
}

function tooBig(): ServedAnswer {
  const answer = jsonAnswer({ error: 'the request is over 64 KiB' }, 413, { Connection: 'close' })
  return { ...answer, rule: 'any.too-big' }
}
