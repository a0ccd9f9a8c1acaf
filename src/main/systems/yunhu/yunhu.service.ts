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
import { textOf, type Answer, type Fields } from './yunhu-call.service.ts'

type YunhuDirectory = Pick<Directory, 'users' | 'tokens' | 'codes' | 'captchas' | 'settings'>

type Action = (fields: Fields, directory: YunhuDirectory) => Promise<Answer> | Answer

const actions: ReadonlyMap<unknown, Action> = new Map<string, Action>([
  [actionNames.getCaptcha, (_, directory) => answerGetCaptcha(directory)],
  [actionNames.sendCode, answerSendCode],
  [actionNames.login, answerLogin],
  [actionNames.resetPassword, answerResetPassword],
])

const shopFailures = {
  building: failures.shopBuilding,
  closed: failures.shopClosed,
  expired: failures.shopExpired,
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
    if (call.method !== 'POST' || call.path !== pathOf(settings)) return written(failures.illegal, fields)
    const body = await call.body()
    const fault = signatureFault(call, body, directory.tokens)
    if (fault !== null) return written(failures[fault], fields)
    fields = parseJsonObject(utf8Text(body)) ?? {}
    return written(await answerTo(fields, settings, directory), fields)
  } catch (error) {
    if (error instanceof RequestTooBigError) throw error
    onFailure(error)
    return written(failures.storageFailed, fields)
  }
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
  if (action === undefined) return failures.illegal
  const { status } = settings.shop
  return status === 'open' ? action(fields, directory) : shopFailures[status]
}

function pathOf({ companyId, accountSet }: YunhuSettings): string {
  return [pathRoot, encodeURIComponent(companyId), encodeURIComponent(accountSet)].join('/')
}

function written(answer: Answer, fields: Fields): ServedAnswer {
  const actionName = textOf(fields['actionName'])
  const echo = actionName === null ? {} : { actionName }
  if ('data' in answer) return jsonAnswer({ ...echo, code: done, msg: '', data: answer.data })
  return jsonAnswer({ ...echo, code: answer.code, msg: answer.msg })
}
