import type { Directory } from '../../directory/directory.ts'
import { parseJsonObject, utf8Text } from '../read-request.ts'
import { jsonAnswer, type ServedAnswer, type ServedSystem } from '../served-answer.ts'
import { RequestTooBigError, type ServedCall } from '../served-call.ts'
import { changePasswordAnswers, loginAnswers, type OpenimRule } from './answers.service.ts'
import { answerChangePassword } from './change-password.service.ts'
import { answerLogin } from './login.service.ts'
import { changePasswordFailures, paths, type DocumentedAnswer } from './wire.ts'

type OpenimDirectory = Pick<Directory, 'admins' | 'tokens'>

const operations: ReadonlyMap<string, typeof changePassword> = new Map([
  [paths.changePassword, changePassword],
  [paths.login, login],
])

/**
 * Makes openim's operations over a directory, by POST; HTTP 200 on every documented answer. What fails inside is told
 * to `onFailure`, and to the caller without a detail.
 */
export function openimService(directory: OpenimDirectory, onFailure: (error: unknown) => void): ServedSystem {
  return (call) => {
    const operation = call.method === 'POST' ? operations.get(call.path) : undefined
    if (operation === undefined) return null
    return operation(call, directory).catch((error: unknown) => {
      if (error instanceof RequestTooBigError) throw error
      onFailure(error)
      return failure('openim.storage-failed', changePasswordFailures.storageFailed)
    })
  }
}

async function changePassword(call: ServedCall, directory: OpenimDirectory): Promise<ServedAnswer> {
  const rule = await answerChangePassword(
    {
      operationID: call.header('operationID') ?? '',
      token: call.header('token') ?? '',
      body: () => jsonBody(call),
    },
    directory,
  )
  return rule === 'openim.done' ? success({}) : failure(rule, changePasswordAnswers[rule])
}

async function login(call: ServedCall, directory: OpenimDirectory): Promise<ServedAnswer> {
  const answer = await answerLogin(await jsonBody(call), directory)
  return typeof answer === 'string' ? failure(answer, loginAnswers[answer]) : success(answer)
}

async function jsonBody(call: ServedCall): Promise<ReturnType<typeof parseJsonObject>> {
  return parseJsonObject(utf8Text(await call.body()))
}

function success(data: object): ServedAnswer {
  return { ...jsonAnswer({ errCode: 0, errMsg: '', errDlt: '', data }), rule: 'openim.done' }
}

function failure(rule: OpenimRule, { errCode, errMsg, errDlt }: DocumentedAnswer): ServedAnswer {
  return { ...jsonAnswer({ errCode, errMsg, errDlt }), rule }
}
