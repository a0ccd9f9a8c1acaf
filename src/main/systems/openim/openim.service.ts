import { Hono, type Context } from 'hono'
import type { Directory } from '../../directory/directory.ts'
import { parseJsonObject, readRequestText, RequestTooBigError } from '../read-request.ts'
import { answerChangePassword } from './change-password.service.ts'
import { answerLogin } from './login.service.ts'
import { changePasswordFailures, loginFailures, paths, type DocumentedAnswer } from './wire.ts'

/**
 * Makes the routes of openim over a directory; HTTP 200 on every documented answer. What fails inside is told to
 * `onFailure`, and to the caller without a detail.
 */
export function openimService(
  directory: Pick<Directory, 'admins' | 'tokens'>,
  onFailure: (error: unknown) => void,
): Hono {
  const routes = new Hono()
  const storageSafe = async (context: Context, work: () => Promise<Response>): Promise<Response> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof RequestTooBigError) throw error
      onFailure(error)
      return failure(context, changePasswordFailures.storageFailed)
    }
  }
  routes.post(paths.changePassword, (context) =>
    storageSafe(context, async () => {
      const answer = await answerChangePassword(
        {
          operationID: context.req.raw.headers.get('operationID') ?? '',
          token: context.req.raw.headers.get('token') ?? '',
          body: async () => parseJsonObject(await readRequestText(context.req.raw)),
        },
        directory,
      )
      return answer === 'done' ? success(context, {}) : failure(context, changePasswordFailures[answer])
    }),
  )
  routes.post(paths.login, (context) =>
    storageSafe(context, async () => {
      const answer = await answerLogin(parseJsonObject(await readRequestText(context.req.raw)), directory)
      return typeof answer === 'string' ? failure(context, loginFailures[answer]) : success(context, answer)
    }),
  )
  return routes
}

function success(context: Context, data: object): Response {
  return context.json({ errCode: 0, errMsg: '', errDlt: '', data })
}

function failure(context: Context, { errCode, errMsg, errDlt }: DocumentedAnswer): Response {
  return context.json({ errCode, errMsg, errDlt })
}
