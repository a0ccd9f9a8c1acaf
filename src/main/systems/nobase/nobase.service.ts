import { Hono, type Context } from 'hono'
import type { Directory } from '../../directory/directory.ts'
import { RequestTooBigError } from '../read-request.ts'
import { failure, type Answer } from './answers.service.ts'
import { answerLogin } from './login.service.ts'
import { answerNewPass } from './new-pass.service.ts'
import { readParameters, type Given } from './parameters.service.ts'
import { answerUpdateSign } from './update-sign.service.ts'
import { newPassFailures, ours, paths } from './wire.ts'

type OnFailure = (error: unknown) => void
type NobaseDirectory = Pick<Directory, 'applications' | 'users' | 'tokens'>

const operations = [
  [paths.newPass, answerNewPass],
  [paths.updateSign, answerUpdateSign],
  [paths.login, answerLogin],
] as const

/** Makes the routes of nobase over a directory, by GET and by POST; HTTP 200 on every documented answer. */
export function nobaseService(directory: NobaseDirectory, onFailure: OnFailure): Hono {
  const routes = new Hono()
  for (const [path, answer] of operations) {
    routes.on(['GET', 'POST'], path, (context) =>
      respond(context, (given) => answer(given, directory), onFailure),
    )
  }
  return routes
}

async function respond(
  context: Context,
  work: (given: Given) => Promise<Answer>,
  onFailure: OnFailure,
): Promise<Response> {
  const request = context.req.raw
  // A HEAD request reaches the route of GET, and must not change anything.
  if (request.method === 'HEAD') return context.notFound()
  try {
    return context.json(await work(await readParameters(request)), ours.httpStatus)
  } catch (error) {
    if (error instanceof RequestTooBigError) throw error
    onFailure(error)
    return context.json(failure(newPassFailures.storageFailed), ours.httpStatus)
  }
}
