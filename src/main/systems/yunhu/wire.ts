import type { OutcomeReason } from '../../../shared/model/outcome.ts'

/** Holds what no document of the vendor says: our decisions, in one table. */
export const ours = {
  /** Names the field that carries a picture's or a message's number in an answer. */
  codeid: 'codeid',
  /** Limits each text of a request; a longer one is not legal. */
  longestText: 1024,
  /** Accepts 6 to 32 printable ASCII characters without blanks. */
  passwordFormat: /^[\x21-\x7e]{6,32}$/,
  /** Stands in the data of a user for a kind that the directory does not keep. */
  usermode: 1,
  /** Stands in the data of a user for a picture that the directory does not keep. */
  userimg: '',
  /** Stands in the data of a user for what the directory does not keep. */
  sex: '',
  /** Stands in the data of the shop for a picture that the directory does not keep. */
  shoplogo: '',
  // The texts that go with the codes 2 to 7, which the sample code explains without giving any.
  shopBuilding: '店铺未上线!',
  shopClosed: '店铺已关闭!',
  shopExpired: '店铺已到期!',
  tokenExpired: '请重新登录!',
  notSignedIn: '超时或未登录!',
  signatureWrong: '签名不正确!',
  // The texts that go with code 0.
  captchaWrong: '图形验证码错误!',
  codeWrong: '验证码错误!',
  tooOften: '请求过于频繁!',
  accountUnknown: '账号不存在!',
  accountDisabled: '账号已被禁用!',
  credentialsWrong: '手机号或密码错误!',
  passwordFormatWrong: '密码格式不对!',
  storageFailed: '操作失败:数据库操作异常',
} as const

/** Begins the one route, which goes on with the company and the account set: `/ErpServer/h5api/<cmid>/<acdb>`. */
export const pathRoot = '/ErpServer/h5api'

/** Names each operation as it goes in `actionName`. */
export const actionNames = {
  resetPassword: 'resetpwd',
  getCaptcha: 'getcode',
  sendCode: 'getmsgcode',
  login: 'login',
  getShop: 'getshop',
} as const

/** Names the fields whose values are secrets: from a signature the password that it covers could be found by trying. */
export const secretFields = ['upw', 'msgcode', 'checkcode', 'userkey', 'token', 'sign'] as const

/** Holds the code of an answer that says: done. */
export const done = 1

/** Describes a documented failure. */
export interface DocumentedAnswer {
  code: number
  msg: string
  reason: OutcomeReason
}

const answer = (code: number, msg: string, reason: OutcomeReason): DocumentedAnswer => ({ code, msg, reason })

/** Holds the failures of every action, in the order in which the checks are made; `getshop` knows no closed shop. */
export const anyActionFailures = {
  illegal: answer(0, '请求不合法', 'malformed-parameter'),
  notSignedIn: answer(6, ours.notSignedIn, 'token-invalid'),
  tokenExpired: answer(5, ours.tokenExpired, 'token-invalid'),
  signatureWrong: answer(7, ours.signatureWrong, 'signature-invalid'),
  shopBuilding: answer(2, ours.shopBuilding, 'shop-unavailable'),
  shopClosed: answer(3, ours.shopClosed, 'shop-unavailable'),
  shopExpired: answer(4, ours.shopExpired, 'shop-unavailable'),
  storageFailed: answer(0, ours.storageFailed, 'storage-failure'),
} as const satisfies Record<string, DocumentedAnswer>

const accountDisabled = answer(0, ours.accountDisabled, 'account-disabled')
const accountUnknown = answer(0, ours.accountUnknown, 'account-not-found')

/** Holds the failures of `resetpwd` alone, in the order of its checks. */
export const resetPasswordFailures = {
  codeWrong: answer(0, ours.codeWrong, 'code-invalid'),
  accountDisabled,
  passwordFormat: answer(0, ours.passwordFormatWrong, 'password-format'),
} as const satisfies Record<string, DocumentedAnswer>

/** Holds the failures of `getmsgcode` alone, in the order of its checks. */
export const sendCodeFailures = {
  // The texts that go with code 0.
  captchaWrong: answer(0, ours.captchaWrong, 'captcha-invalid'),
  accountUnknown,
  tooOften: answer(0, ours.tooOften, 'rate-limited'),
} as const satisfies Record<string, DocumentedAnswer>

/** Holds the failures of `login` alone, in the order of its checks. */
export const loginFailures = {
  credentialsWrong: answer(0, ours.credentialsWrong, 'wrong-credentials'),
  accountDisabled,
} as const satisfies Record<string, DocumentedAnswer>

/** Says what a field of an answer's data holds; a number may come as text as well. */
export type FieldKind = 'text' | 'secret' | 'number'

/** Describes the answers of one action as the client reads them. */
export interface AnswerTable {
  actionName: string
  /** Names the fields of a success's data. */
  dataFields: Readonly<Record<string, FieldKind>>
  failures: readonly DocumentedAnswer[]
}

const table = (
  actionName: string,
  dataFields: AnswerTable['dataFields'],
  failures: Readonly<Record<string, DocumentedAnswer>> = {},
): AnswerTable => ({
  actionName,
  dataFields,
  failures: [...Object.values(anyActionFailures), ...Object.values(failures)],
})

const user = {
  userid: 'number',
  username: 'text',
  userkey: 'secret',
  token: 'secret',
  nickname: 'text',
  usermode: 'number',
  userimg: 'text',
  mbphone: 'text',
  sex: 'text',
} as const

/** Holds the answers of every action as the client reads them. */
export const answers = {
  resetPassword: table(actionNames.resetPassword, user, resetPasswordFailures),
  getCaptcha: table(actionNames.getCaptcha, { [ours.codeid]: 'number', img: 'text' }),
  sendCode: table(actionNames.sendCode, { [ours.codeid]: 'number' }, sendCodeFailures),
  login: table(actionNames.login, user, loginFailures),
  getShop: table(actionNames.getShop, { shopid: 'number', shopname: 'text' }),
} as const
