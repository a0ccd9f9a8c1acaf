import { mask } from './masking.ts'
import { parseJsonObject, utf8Text } from './read-request.ts'
import type { ServedCall } from './served-call.ts'

/** Names the fields, of requests and answers, whose values may be shown: everything else is masked. */
const shown = new Set([
  ...['action', 'actionName', 'appid', 'user', 'phone', 'uid', 'timestrap', 'userID', 'account', 'mbphone'],
  ...['codeid', 'resettype', 'logintype', 'msgfor', 'operationID', 'code', 'msg', 'message', 'status'],
  ...['errCode', 'errMsg', 'errDlt', 'token_dead', 'userid', 'shopid', 'shopname', 'level', 'adminUserID'],
])
/** Names the fields that the documents know besides; any other name could itself be a secret. */
const named = new Set([
  ...['body', 'data', 'pass', 'newpass', 'signature', 'token', 'sign', 'newsign', 'sign_md5', 'new_password'],
  ...[
    'password',
    'currentPassword',
    'newPassword',
    'version',
    'upw',
    'msgcode',
    'checkcode',
    'userkey',
    'img',
  ],
  ...['adminToken', 'adminAccount', 'nickname', 'username', 'usermode', 'userimg', 'sex', 'faceURL'],
  ...['imToken', 'imUserID', 'shoplogo'],
])
/** Names fields that are shown in an answer only: in a request they carry a secret. */
const shownInAnswers = new Set(['code'])
const headersShown = ['operationID', 'token', 'sign'] as const
const longestShown = 4096
const shortestCompared = 4

/** Gives what a request said, a line a value, with every value masked that is not known to be no secret. */
export function describeRequest(call: ServedCall): string {
  const values: [name: string, value: unknown][] = headersShown.flatMap((name) => {
    const value = call.header(name)
    return value === null ? [] : [[name, value] as [string, string]]
  })
  values.push(...new URLSearchParams(call.query))
  const text = utf8Text(call.bodyRead() ?? new Uint8Array())
  const body = parseJsonObject(text)
  if (body !== null) values.push(...Object.entries(body))
  else if (text === null) values.push(['body', 'not UTF-8'])
  else if (text !== '') values.push(...new URLSearchParams(text))
  return lines(values, (name) => shown.has(name) && !shownInAnswers.has(name))
}

/**
 * Gives the path of a request up to where its caller may have put values into it by mistake, a `?` that was escaped or a
 * parameter in the middle: what stands there could be a secret.
 */
export function describePath(path: string): string {
  const [shownPart = ''] = /^[\w/.~-]*/.exec(path) ?? []
  return shownPart === path ? path : shownPart + mask
}

/** Gives what an answer said, a line a value, with every value masked that is not known to be no secret. */
export function describeAnswer(text: string): string {
  const body = parseJsonObject(text)
  if (body === null) return text === '' ? '' : mask
  const values = Object.entries(body).flatMap(([name, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([inner, held]) => [`${name}.${inner}`, held])
      : [[name, value]],
  )
  return lines(
    values,
    (name, value) => shown.has(name.replace(/^data\./, '')) || (name === 'data' && isText(value)),
  )
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.length === 0)
}

function lines(
  values: readonly [name: string, value: unknown][],
  mayShow: (name: string, value: unknown) => boolean,
): string {
  const written = values.map(([name, value]) => ({ name, value, text: plain(value) }))
  const hidden = written.filter(({ name, value }) => !mayShow(name, value)).map(({ text }) => text)
  const isHidden = (text: string): boolean =>
    hidden.some((secret) => secret.length >= shortestCompared && text.includes(secret))
  const all = written
    .map(({ name, value, text }) => {
      const isShown = text === '' || (mayShow(name, value) && !isHidden(text))
      return `${isNamed(name) ? name : mask}: ${isShown ? text : mask}`
    })
    .join('\n')
  return all.length > longestShown ? `${all.slice(0, longestShown)}…` : all
}

function isNamed(name: string): boolean {
  const own = name.replace(/^data\./, '')
  return shown.has(own) || named.has(own)
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}
