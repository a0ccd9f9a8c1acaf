import type { Clock } from '../../../shared/model/ports.ts'
import type { Directory } from '../../directory/directory.ts'
import { utf8Text } from '../read-request.ts'
import { jsonAnswer, type ServedAnswer, type ServedSystem } from '../served-answer.ts'
import { RequestTooBigError, type ServedCall } from '../served-call.ts'
import { answers, type ShuidiRefusal } from './answers.service.ts'
import { answerFindPassword } from './find-password.service.ts'
import { answerSendCode } from './send-code.service.ts'
import { actions, ours, passwordFound, path } from './wire.ts'

type ShuidiDirectory = Pick<Directory, 'users' | 'codes' | 'settings'>

/**
 * Makes shuidi's operations over a directory, by GET and by POST; HTTP 200 on every documented answer. What fails
 * inside is told to `onFailure`, and to the caller without a detail.
 */
export function shuidiService(
  directory: ShuidiDirectory,
  clock: Clock,
  onFailure: (error: unknown) => void,
): ServedSystem {
  return (call) => {
    if (call.path !== path || (call.method !== 'GET' && call.method !== 'POST')) return null
    return answerTo(call, directory, clock).catch((error: unknown) => {
      if (error instanceof RequestTooBigError) throw error
      onFailure(error)
      return failure('shuidi.storage-failed')
    })
  }
}

async function answerTo(served: ServedCall, directory: ShuidiDirectory, clock: Clock): Promise<ServedAnswer> {
  const parameters = await readParameters(served)
  const call = { parameters, now: clock.now() }
  if (parameters['action'] === actions.findPassword) {
    const rule = await answerFindPassword(call, directory)
    return rule === 'shuidi.done' ? success(passwordFound) : failure(rule)
  }
  if (parameters['action'] === actions.sendCode) {
    const rule = answerSendCode(call, directory)
    return rule === 'shuidi.done' ? success({ message: ours.codeSent, data: {} }) : failure(rule)
  }
  return { ...jsonAnswer({ error: 'no such action' }, 404), rule: 'shuidi.no-such-action' }
}

/** Reads the query and, over it, the form of a POST; a parameter that is given twice in one place counts as absent. */
async function readParameters(call: ServedCall): Promise<Record<string, string>> {
  const query = new URLSearchParams(call.query)
  const form = new URLSearchParams(call.method === 'POST' ? (utf8Text(await call.body()) ?? '') : '')
  const parameters: [name: string, value: string][] = []
  for (const name of new Set([...query.keys(), ...form.keys()])) {
    const [value, another] = form.has(name) ? form.getAll(name) : query.getAll(name)
    if (value !== undefined && another === undefined) parameters.push([name, value])
  }
  return Object.fromEntries(parameters)
}

function success(answer: { message: string; data: object }): ServedAnswer {
  return { ...jsonAnswer({ status: 0, ...answer }), rule: 'shuidi.done' }
}

function failure(rule: ShuidiRefusal): ServedAnswer {
  const { status, message } = answers[rule]
  return { ...jsonAnswer({ status, message, data: [] }), rule }
}
