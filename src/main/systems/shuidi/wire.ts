import type { OutcomeReason } from '../../../shared/model/outcome.ts'

/** Holds what no document of the vendor says: our decisions, in one table. */
export const ours = {
  /**
   * Signs a request where a backend's settings give no other template: the lower-case hex MD5 of these parts. The rule
   * behind `sign_md5` is published nowhere, so that this one is an assumption, and is shown as one.
   */
  signTemplate: '{action}{phone}{uid}{timestrap}{key}',
  /** Gives how many seconds `timestrap`, a unix time in seconds, may be off. */
  clockTolerance: 300,
  /** Accepts 6 to 32 printable ASCII characters without blanks. */
  passwordFormat: /^[\x21-\x7e]{6,32}$/,
  /** Answers a code that was sent. */
  codeSent: '验证码已发送',
  /** Answers, with 15007, who asks for codes too often. */
  tooOften: '请求过于频繁!',
  /** Answers what fails inside: no document has a code for it, so that a client can conclude nothing. */
  storageFailed: { status: 500, message: '服务器内部错误!' },
} as const

/** Holds the route of the document, and the actions that it is called with. */
export const path = '/user'

/** Names the actions as they go in `action`; `send-code` is described on a page of its own. */
export const actions = { findPassword: 'find_password', sendCode: 'get_verification_code' } as const

/** Asks for the code that a forgotten password is replaced by. */
export const passwordRecovery = '10004'

/** Names the fields whose values are secrets: from a signature its key could be found by trying. */
export const secretFields = ['sign_md5', 'code', 'new_password', 'key'] as const

/** Describes a documented failure; without a reason it leaves open whether anything was changed. */
export interface DocumentedAnswer {
  status: number
  message: string
  reason: OutcomeReason | null
}

const answer = (status: number, message: string, reason: OutcomeReason | null): DocumentedAnswer => ({
  status,
  message,
  reason,
})

const illegal = answer(15007, '违法请求!', 'signature-invalid')
const accountUnknown = answer(15009, '这个账户不存在!', 'account-not-found')
const storageFailed = answer(ours.storageFailed.status, ours.storageFailed.message, null)

/** Holds every failure of `findPassword`, in the order in which the checks are made. */
export const findPasswordFailures = {
  illegal,
  accountUnknown,
  codeWrong: answer(15010, '验证码错误!', 'code-invalid'),
  passwordFormat: answer(15008, '密码格式不对!', 'password-format'),
  storageFailed,
} as const satisfies Record<string, DocumentedAnswer>

/** Holds every failure of `sendCode`, in the order in which the checks are made. */
export const sendCodeFailures = {
  illegal,
  accountUnknown,
  tooOften: answer(15007, ours.tooOften, 'rate-limited'),
  storageFailed,
} as const satisfies Record<string, DocumentedAnswer>

/** Holds the answer of `findPassword` when it is done. */
export const passwordFound = { message: '您的密码已经更改', data: { msg: '您已成功退出登陆' } } as const

/** Describes the answers of one operation as the client reads them. */
export interface AnswerTable {
  /** Gives the text of a success where the document gives one, and the fields of its data. */
  success: { message: string | null; dataFields: readonly string[] }
  failures: readonly DocumentedAnswer[]
}

/** Holds the answers of `findPassword` as the client reads them. */
export const findPasswordTable: AnswerTable = {
  success: { message: passwordFound.message, dataFields: ['msg'] },
  failures: Object.values(findPasswordFailures),
}

/** Holds the answers of `sendCode` as the client reads them. */
export const sendCodeTable: AnswerTable = {
  success: { message: null, dataFields: [] },
  failures: Object.values(sendCodeFailures),
}
