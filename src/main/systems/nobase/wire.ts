import type { OutcomeReason } from '../../../shared/model/outcome.ts'

/** Holds what the documents leave open: our decisions, in one table. A text's `{}` stands for a name or a number. */
export const ours = {
  /** Goes with every documented answer: the envelope's code decides. */
  httpStatus: 200,
  /** Answers that a required parameter is absent or empty, and names it. */
  parameterMissing: '接口参数错误:缺少{}',
  /** Answers that the signature is not the application's. */
  appSignatureWrong: '应用签名错误!',
  /** Answers that the developer of the application is disabled. */
  developerDisabled: '开发者账号已被禁用!',
  /** Answers that the application is under review. */
  applicationReviewing: '应用审核中!',
  /** Answers that the application is stopped. */
  applicationStopped: '应用已停用!',
  /** Answers a token that comes with user, pass or both while the flag is off, on `updateSign`. */
  tokenWithAccount: '接口参数错误:token与user/pass不可同时传递',
  /** Answers an account that is not digits alone. */
  accountFormat: '账号格式错误!',
  /** Answers an account outside the application's limits of length. */
  accountLength: '账号长度错误!',
  /** Answers the right password, or token, of a disabled user. */
  userDisabled: '用户账号已被禁用!',
  /** Lists the parameters that count as absent where they hold blanks alone. */
  absentWhenBlank: ['newsign'],
  /** Limits a new password where an application's own limit is higher; more is not hashed. */
  longestPassword: 1024,
  /** Names a console's flag in the drift of an answer that shows it to be set otherwise than recorded. */
  flagDrift: 'flag {}',
} as const

/** Holds the routes of the documents; each is called by GET and by POST. */
export const paths = {
  newPass: '/api/user/new_pass',
  updateSign: '/api/user/update_sign',
  login: '/api/user/login',
} as const

/** Lists the parameters without which an operation is not carried out, in the order of its document. */
export const requiredParameters = {
  newPass: ['appid', 'newpass', 'signature'],
  updateSign: ['appid', 'newsign', 'signature'],
  login: ['appid', 'user', 'pass', 'signature'],
} as const

/** Names a parameter of a request. */
export type Parameter = 'appid' | 'signature' | 'newpass' | 'newsign' | 'token' | 'user' | 'pass'

/** Names the fields whose values are secrets, in requests and in answers; `newsign` is none. */
export const secretFields = ['signature', 'newpass', 'pass', 'token'] as const

/** Holds the values of `msg`. */
export const messages = { success: 'success', failure: 'fail' } as const

/** Holds what says that an operation was carried out; the data of a sign-in is an object. */
export const done = { code: 200, data: '更新成功' } as const

/** Describes a documented failure; `orCode` is another code that its document gives for it as well. */
export interface DocumentedAnswer {
  code: number
  data: string
  reason: OutcomeReason
  source: 'document' | 'page' | 'ours'
  orCode?: number
}

/** Makes the rows of a table whose texts come from one source. */
const from =
  (source: DocumentedAnswer['source']) =>
  (code: number, data: string, reason: OutcomeReason): DocumentedAnswer => ({ code, data, reason, source })
const document = from('document')
const page = from('page')
const own = from('ours')

const application = {
  parameterMissing: own(204, ours.parameterMissing, 'missing-parameter'),
  applicationUnknown: page(404, '应用不存在!', 'application-unavailable'),
  appSignatureWrong: own(404, ours.appSignatureWrong, 'signature-invalid'),
  developerOverdue: document(404, '开发者账号已逾期({}天),请缴费后重试!', 'developer-overdue'),
  developerDisabled: own(404, ours.developerDisabled, 'application-unavailable'),
  applicationReviewing: own(404, ours.applicationReviewing, 'application-unavailable'),
  applicationStopped: own(404, ours.applicationStopped, 'application-unavailable'),
} as const

const accountMissing = document(204, '接口参数错误:user和pass为必填项', 'missing-parameter')

const account = {
  accountFormat: own(405, ours.accountFormat, 'malformed-parameter'),
  accountLength: own(405, ours.accountLength, 'malformed-parameter'),
  accountWrong: document(404, '用户账号密码错误!', 'wrong-credentials'),
  userDisabled: own(404, ours.userDisabled, 'account-disabled'),
} as const

const storageFailed = document(405, '更新失败:数据库操作异常', 'storage-failure')

/** Holds every failure of `newPass`, in the order in which the checks are made. */
export const newPassFailures = {
  ...application,
  changeNotAllowed: document(405, '当前管理员不允许用户修改密码', 'change-not-allowed'),
  accountMissing,
  tokenInvalid: document(404, 'token无效或已过期!', 'token-invalid'),
  ...account,
  newPasswordFormat: { ...document(404, '新密码格式错误!', 'password-format'), orCode: 405 },
  storageFailed,
} as const satisfies Record<string, DocumentedAnswer>

/** Holds every failure of `updateSign`, in the order in which the checks are made. */
export const updateSignFailures = {
  ...application,
  tokenMissing: document(204, '接口参数错误:缺少token(用户令牌启用时需提供)!', 'token-missing'),
  tokenWithAccount: own(204, ours.tokenWithAccount, 'malformed-parameter'),
  accountMissing,
  tokenInvalid: document(401, 'token无效或已过期!', 'token-invalid'),
  ...account,
  storageFailed,
} as const satisfies Record<string, DocumentedAnswer>

/** Holds every failure of `login`, in the order in which the checks are made. */
export const loginFailures = {
  ...application,
  ...account,
  storageFailed,
} as const satisfies Record<string, DocumentedAnswer>

/** Describes how the answers of one operation are read. */
export interface AnswerTable {
  failures: readonly DocumentedAnswer[]
  /** Gives the reason of a listed code with a text that is not; null where that leaves open what happened. */
  otherwise: Readonly<Record<number, OutcomeReason | null>>
  /** Says what the data of a success is: one text, or an object with the sign-in's token. */
  success: 'text' | 'token'
}

/** Holds the answers of `newPass` as the client reads them. */
export const newPassTable: AnswerTable = {
  failures: Object.values(newPassFailures),
  otherwise: { 204: 'other', 404: 'other', 405: 'other' },
  success: 'text',
}

/** Holds the answers of `updateSign` as the client reads them. */
export const updateSignTable: AnswerTable = {
  failures: Object.values(updateSignFailures),
  otherwise: { 204: 'other', 401: 'other', 404: 'other', 405: 'other' },
  success: 'text',
}

/** Holds the answers of `login` as the client reads them; its page lists 400 and 500 in place of the others. */
export const loginTable: AnswerTable = {
  failures: Object.values(loginFailures),
  otherwise: { 204: 'other', 400: 'other', 404: 'other', 405: 'other', 500: null },
  success: 'token',
}
