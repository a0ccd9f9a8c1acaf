import type { YunhuSettings } from '../../directory/built-in-settings.ts'
import type { Directory } from '../../directory/directory.ts'
import { parseJsonObject, utf8Text } from '../read-request.ts'
import { jsonAnswer, type ServedAnswer, type ServedSystem } from '../served-answer.ts'
import { RequestTooBigError, type ServedCall } from '../served-call.ts'
import { answerGetCaptcha } from './get-captcha.service.ts'
import { answerGetShop } from './get-shop.service.ts'
import { answerLogin } from './login.service.ts'
import { answerResetPassword } from './reset-password.service.ts'
import { answerSendCode } from './send-code.service.ts'
import { signatureFault } from './signature-fault.service.ts'
import { actionNames, anyActionFailures as failures, done, pathRoot } from './wire.ts'
import { refused, textOf, type Answer, type Fields } from './yunhu-call.service.ts'

type YunhuDirectory = Pick<Directory, 'users' | 'tokens' | 'codes' | 'captchas' | 'settings'>

type Action = (fields: Fields, directory: YunhuDirectory) => Promise<Answer> | Answer

const actions: ReadonlyMap<unknown, Action> = new Map<string, Action>([
  [actionNames.getCaptcha, (_, directory) => answerGetCaptcha(directory)],
  [actionNames.sendCode, answerSendCode],
  [actionNames.login, answerLogin],
  [actionNames.resetPassword, answerResetPassword],
])

const shopAnswers = {
  building: refused('yunhu.shop-building', failures.shopBuilding),
  closed: refused('yunhu.shop-closed', failures.shopClosed),
  expired: refused('yunhu.shop-expired', failures.shopExpired),
} as const

const headerFailures = {
  'yunhu.token-unknown': failures.notSignedIn,
  'yunhu.token-expired': failures.tokenExpired,
  'yunhu.signature': failures.signatureWrong,
} as const

/**
 * Makes yunhu's actions over a directory; HTTP 200 on every answer, which names its action. What fails inside is told
 * to `onFailure`, and to the caller without a detail.
 */
export function yunhuService(directory: YunhuDirectory, onFailure: (error: unknown) => void): ServedSystem {
  return (call) => (/^\/ErpServer(\/|$)/.test(call.path) ? respond(call, directory, onFailure) : null)
}

async function respond(
  call: ServedCall,
  directory: YunhuDirectory,
  onFailure: (error: unknown) => void,
): Promise<ServedAnswer> {
  let fields: Fields = {}
  try {
    const settings = directory.settings.yunhu()
    const early = refusedUnread(call, settings)
    if (early !== null) return written(early, fields)
    const body = await call.body()
    const fault = signatureFault(call, body, directory.tokens)
    if (fault !== null) return written(refused(fault, headerFailures[fault]), fields)
    const read = parseJsonObject(utf8Text(body))
    if (read === null) return written(refused('yunhu.body-not-json', failures.illegal), fields)
    fields = read
    return written(await answerTo(fields, settings, directory), fields)
  } catch (error) {
    if (error instanceof RequestTooBigError) throw error
    onFailure(error)
    return written(refused('yunhu.storage-failed', failures.storageFailed), fields)
  }
}

function refusedUnread({ method, path }: ServedCall, settings: YunhuSettings): Answer | null {
  if (path !== pathOf(settings)) return refused('yunhu.path-unknown', failures.illegal)
  return method === 'POST' ? null : refused('yunhu.method-other', failures.illegal)
}

/** Answers a request whose signature holds: the first check that fails gives the answer. */
function answerTo(
  fields: Fields,
  settings: YunhuSettings,
  directory: YunhuDirectory,
): Promise<Answer> | Answer {
  const { actionName } = fields
  if (actionName === actionNames.getShop) return answerGetShop(settings)
  const action = actions.get(actionName)
  if (action === undefined) return refused('yunhu.no-such-action', failures.illegal)
  const { status } = settings.shop
  return status === 'open' ? action(fields, directory) : shopAnswers[status]
}

function pathOf({ companyId, accountSet }: YunhuSettings): string {
  return [pathRoot, encodeURIComponent(companyId), encodeURIComponent(accountSet)].join('/')
}

function written(answer: Answer, fields: Fields): ServedAnswer {
  const actionName = textOf(fields['actionName'])
  const echo = actionName === null ? {} : { actionName }
  if ('data' in answer) {
    return { ...jsonAnswer({ ...echo, code: done, msg: '', data: answer.data }), rule: 'yunhu.done' }
  }
  const { rule, failure } = answer
  return { ...jsonAnswer({ ...echo, code: failure.code, msg: failure.msg }), rule }
}
