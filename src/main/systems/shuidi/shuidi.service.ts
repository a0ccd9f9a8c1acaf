import { Hono, type Context } from 'hono'
import type { Clock } from '../../../shared/model/ports.ts'
import type { Directory } from '../../directory/directory.ts'
import { readRequestText, RequestTooBigError } from '../read-request.ts'
import { answerFindPassword } from './find-password.service.ts'
import { answerSendCode } from './send-code.service.ts'
import {
  actions,
  findPasswordFailures,
  ours,
  passwordFound,
  path,
  sendCodeFailures,
  type DocumentedAnswer,
} from './wire.ts'

/**
 * Makes the routes of shuidi over a directory; HTTP 200 on every documented answer. What fails inside is told to
 * `onFailure`, and to the caller without a detail.
 */
export function shuidiService(
  directory: Pick<Directory, 'users' | 'codes' | 'settings'>,
  clock: Clock,
  onFailure: (error: unknown) => void,
): Hono {
  const routes = new Hono()
  routes.on(['GET', 'POST'], path, async (context) => {
    // A HEAD would carry out what a GET asks for, and hide the answer.
    if (context.req.method === 'HEAD') return context.notFound()
    try {
      const parameters = await readParameters(context.req.raw)
      const call = { parameters, now: clock.now() }
      if (parameters['action'] === actions.findPassword) {
        const answer = await answerFindPassword(call, directory)
        return answer === 'done'
          ? success(context, passwordFound)
          : failure(context, findPasswordFailures[answer])
      }
      if (parameters['action'] === actions.sendCode) {
        const answer = answerSendCode(call, directory)
        return answer === 'done'
          ? success(context, { message: ours.codeSent, data: {} })
          : failure(context, sendCodeFailures[answer])
      }
      return context.json({ error: 'no such action' }, 404)
    } catch (error) {
      if (error instanceof RequestTooBigError) throw error
      onFailure(error)
      return failure(context, findPasswordFailures.storageFailed)
    }
  })
  return routes
}

/** Reads the query and, over it, the form of a POST; a parameter that is given twice in one place counts as absent. */
async function readParameters(request: Request): Promise<Record<string, string>> {
  const query = new URL(request.url).searchParams
  const form = new URLSearchParams(request.method === 'POST' ? ((await readRequestText(request)) ?? '') : '')
  const parameters: [name: string, value: string][] = []
  for (const name of new Set([...query.keys(), ...form.keys()])) {
    const [value, another] = form.has(name) ? form.getAll(name) : query.getAll(name)
    if (value !== undefined && another === undefined) parameters.push([name, value])
  }
  return Object.fromEntries(parameters)
}

function success(context: Context, answer: { message: string; data: object }): Response {
  return context.json({ status: 0, ...answer })
}

function failure(context: Context, { status, message }: DocumentedAnswer): Response {
  return context.json({ status, message, data: [] })
}
