import type { OutcomeReason } from '../../../shared/model/outcome.ts'

/** Holds what neither the document nor the public source of the server says: our decisions, in one table. */
export const ours = {
  /** Goes in the sign-in's `version`; the server only logs it. */
  version: 'latchkey',
  /** Limits each text of a request; a longer one is answered like an empty one. */
  longestText: 1024,
  bodyNotJson: 'body is not a JSON object',
  accountEmpty: 'account is empty',
  passwordEmpty: 'password is empty',
  /** Fills what a sign-in says of messaging and pictures: the built-in backend has neither. */
  notHere: { faceURL: '', imUserID: '', imToken: '' },
} as const

/** Holds the routes of the document. */
export const paths = { changePassword: '/account/change_password', login: '/account/login' } as const

/** Names the fields whose values are secrets, in requests and in answers. */
export const secretFields = [
  'token',
  'adminToken',
  'imToken',
  'chatToken',
  'password',
  'currentPassword',
  'newPassword',
] as const

/** Lists how a password can be written on the wire: as typed, or as the hex of its MD5. */
export const passwordEncodings = ['plain', 'md5-hex'] as const

/** Names how a password is written on the wire. */
export type PasswordEncoding = (typeof passwordEncodings)[number]

/** Describes a documented failure; without a reason it leaves open whether anything was changed. */
export interface DocumentedAnswer {
  errCode: number
  errMsg: string
  errDlt: string
  reason: OutcomeReason | null
}

const answer = (
  errCode: number,
  errMsg: string,
  errDlt: string,
  reason: OutcomeReason | null,
): DocumentedAnswer => ({ errCode, errMsg, errDlt, reason })

const argument = (errDlt: string, reason: OutcomeReason): DocumentedAnswer =>
  answer(1001, 'ArgsError', errDlt, reason)

const storageFailed = answer(500, 'ServerInternalError', '', null)

/** Holds every failure of `changePassword`, in the order in which the checks are made. */
export const changePasswordFailures = {
  operationIDAbsent: argument('header must have operationID', 'missing-parameter'),
  tokenAbsent: argument('token is empty', 'token-missing'),
  tokenExpired: answer(1501, 'TokenExpiredError', '', 'token-invalid'),
  tokenMalformed: answer(1503, 'TokenMalformedError', '', 'token-invalid'),
  tokenUnknown: answer(1507, 'TokenNotExistError', '', 'token-invalid'),
  tokenOfUser: argument('token type error', 'not-permitted'),
  bodyNotJson: argument(ours.bodyNotJson, 'malformed-parameter'),
  userIDEmpty: argument('userID is empty', 'missing-parameter'),
  currentPasswordEmpty: argument('currentPassword is empty', 'missing-parameter'),
  newPasswordEmpty: argument('newPassword is empty', 'missing-parameter'),
  passwordsEqual: argument('currentPassword is equal to newPassword', 'same-password'),
  adminUnknown: answer(1004, 'RecordNotFoundError', '', 'account-not-found'),
  passwordWrong: answer(500, 'ServerInternalError', 'password error', 'wrong-credentials'),
  storageFailed,
} as const satisfies Record<string, DocumentedAnswer>

/** Holds every failure of `login`. */
export const loginFailures = {
  bodyNotJson: argument(ours.bodyNotJson, 'malformed-parameter'),
  accountEmpty: argument(ours.accountEmpty, 'missing-parameter'),
  passwordEmpty: argument(ours.passwordEmpty, 'missing-parameter'),
  accountUnknown: answer(20002, 'AccountNotFound', '', 'wrong-credentials'),
  passwordWrong: answer(20001, 'PasswordError', '', 'wrong-credentials'),
  storageFailed,
} as const satisfies Record<string, DocumentedAnswer>

/** Describes the failures of one operation: by code and text, and by code alone where the text is not documented. */
export interface FailureTable {
  documented: readonly DocumentedAnswer[]
  /** Gives the reason of a documented code with another text; null where that leaves everything open. */
  otherwise: Readonly<Record<number, OutcomeReason | null>>
}

/** Holds the failures of `changePassword` as the client reads them. */
export const changePasswordTable: FailureTable = {
  documented: Object.values(changePasswordFailures),
  otherwise: {
    500: null,
    1001: 'other',
    1004: 'account-not-found',
    1501: 'token-invalid',
    1503: 'token-invalid',
    1505: 'token-invalid',
    1507: 'token-invalid',
    20101: 'token-invalid',
  },
}

/** Holds the failures of `login` as the client reads them. */
export const loginTable: FailureTable = {
  documented: Object.values(loginFailures),
  otherwise: { 500: null, 1001: 'other', 20001: 'wrong-credentials', 20002: 'wrong-credentials' },
}
