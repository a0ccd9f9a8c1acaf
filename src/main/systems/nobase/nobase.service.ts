import type { DirectoryApplication } from '../../directory/applications.ts'
import type { Directory } from '../../directory/directory.ts'
import { jsonAnswer, type ServedAnswer, type ServedSystem } from '../served-answer.ts'
import { RequestTooBigError, type ServedCall } from '../served-call.ts'
import { admitApplication } from './application.service.ts'
import { answerLogin } from './login.service.ts'
import { answerNewPass } from './new-pass.service.ts'
import { noteFacts } from './note-facts.service.ts'
import { readParameters, type Given } from './parameters.service.ts'
import { refused, type Ruled } from './refused.service.ts'
import type { JudgedOperation } from './request-facts.ts'
import { answerUpdateSign } from './update-sign.service.ts'
import { newPassFailures, ours, paths } from './wire.ts'

type OnFailure = (error: unknown) => void
type NobaseDirectory = Pick<Directory, 'applications' | 'users' | 'tokens'>
type AnswerOperation = (
  given: Given,
  application: DirectoryApplication,
  directory: NobaseDirectory,
) => Promise<Ruled>

interface Operation {
  name: JudgedOperation
  answer: AnswerOperation
}

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [paths.newPass, { name: 'newPass', answer: answerNewPass }],
  [paths.updateSign, { name: 'updateSign', answer: answerUpdateSign }],
  [paths.login, { name: 'login', answer: answerLogin }],
])

/** Makes nobase's operations over a directory, by GET and by POST; HTTP 200 on every documented answer. */
export function nobaseService(directory: NobaseDirectory, onFailure: OnFailure): ServedSystem {
  return (call) => {
    const operation = operations.get(call.path)
    if (operation === undefined || (call.method !== 'GET' && call.method !== 'POST')) return null
    return respond(call, operation, directory, onFailure)
  }
}

async function respond(
  call: ServedCall,
  operation: Operation,
  directory: NobaseDirectory,
  onFailure: OnFailure,
): Promise<ServedAnswer> {
  try {
    const given = await readParameters(call)
    const { application, early } = admitApplication(given, operation.name, directory.applications)
    const factsOf = noteFacts(operation.name, given, application, directory)
    const { answer, rule } =
      application === null ? early : (early ?? (await operation.answer(given, application, directory)))
    return { ...jsonAnswer(answer, ours.httpStatus), facts: () => factsOf(rule), rule }
  } catch (error) {
    if (error instanceof RequestTooBigError) throw error
    onFailure(error)
    const { answer, rule } = refused('nobase.storage-failed', newPassFailures)
    return { ...jsonAnswer(answer, ours.httpStatus), rule }
  }
}
