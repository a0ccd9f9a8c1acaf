import { Hono } from 'hono'
import type { YunhuSettings } from '../../directory/built-in-settings.ts'
import type { Directory } from '../../directory/directory.ts'
import { parseJsonObject, readRequestBytes, RequestTooBigError, utf8Text } from '../read-request.ts'
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
 * Makes the one route of yunhu over a directory; HTTP 200 on every answer, which names its action. What fails inside
 * is told to `onFailure`, and to the caller without a detail.
 */
export function yunhuService(directory: YunhuDirectory, onFailure: (error: unknown) => void): Hono {
  const routes = new Hono()
  routes.all('/ErpServer/*', async ({ req: { raw: request } }) => {
    let fields: Fields = {}
    try {
      const settings = directory.settings.yunhu()
      if (request.method !== 'POST' || !isPathOf(settings, request)) return written(failures.illegal, fields)
      const body = await readRequestBytes(request)
      const fault = signatureFault(request.headers, body, directory.tokens)
      if (fault !== null) return written(failures[fault], fields)
      fields = parseJsonObject(utf8Text(body)) ?? {}
      return written(await answerTo(fields, settings, directory), fields)
    } catch (error) {
      if (error instanceof RequestTooBigError) throw error
      onFailure(error)
      return written(failures.storageFailed, fields)
    }
  })
  return routes
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

function isPathOf({ companyId, accountSet }: YunhuSettings, request: Request): boolean {
  const path = [pathRoot, encodeURIComponent(companyId), encodeURIComponent(accountSet)].join('/')
  const { pathname } = new URL(request.url)
  return pathname === path
}

function written(answer: Answer, fields: Fields): Response {
  const actionName = textOf(fields['actionName'])
  const echo = actionName === null ? {} : { actionName }
  if ('data' in answer) return Response.json({ ...echo, code: done, msg: '', data: answer.data })
  return Response.json({ ...echo, code: answer.code, msg: answer.msg })
}
