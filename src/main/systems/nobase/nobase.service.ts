import type { Directory } from '../../directory/directory.ts'
import { jsonAnswer, type ServedAnswer, type ServedSystem } from '../served-answer.ts'
import { RequestTooBigError, type ServedCall } from '../served-call.ts'
import { failure, type Answer } from './answers.service.ts'
import { answerLogin } from './login.service.ts'
import { answerNewPass } from './new-pass.service.ts'
import { readParameters, type Given } from './parameters.service.ts'
import { answerUpdateSign } from './update-sign.service.ts'
import { newPassFailures, ours, paths } from './wire.ts'

type OnFailure = (error: unknown) => void
type NobaseDirectory = Pick<Directory, 'applications' | 'users' | 'tokens'>
type Operation = (given: Given, directory: NobaseDirectory) => Promise<Answer>

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [paths.newPass, answerNewPass],
  [paths.updateSign, answerUpdateSign],
  [paths.login, answerLogin],
])

/** Makes nobase's operations over a directory, by GET and by POST; HTTP 200 on every documented answer. */
export function nobaseService(directory: NobaseDirectory, onFailure: OnFailure): ServedSystem {
  return (call) => {
    const operation = operations.get(call.path)
    if (operation === undefined || (call.method !== 'GET' && call.method !== 'POST')) return null
    return respond(call, (given) => operation(given, directory), onFailure)
  }
}

async function respond(
  call: ServedCall,
  work: (given: Given) => Promise<Answer>,
  onFailure: OnFailure,
): Promise<ServedAnswer> {
  try {
    return jsonAnswer(await work(await readParameters(call)), ours.httpStatus)
  } catch (error) {
    if (error instanceof RequestTooBigError) throw error
    onFailure(error)
    return jsonAnswer(failure(newPassFailures.storageFailed), ours.httpStatus)
  }
}
