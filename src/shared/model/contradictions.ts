import type { OutcomeReason } from './outcome.ts'
import type { Operation, System } from './systems.ts'

/** Says what one place of one document says about a matter on which another place says something else. */
export interface Reading {
  document: string
  section: string
  says: string
}

/** Describes what an answer that meets a contradiction looks like; every part that is given has to fit. */
export interface ContradictionSign {
  codes?: readonly number[]
  /** Asks for a code that came as text. */
  codeAsText?: true
  messages?: readonly string[]
  reasons?: readonly OutcomeReason[]
  /** Names the value that departs from its document, as the drift does before its colon. */
  drift?: readonly string[]
}

/** Describes a place where documents contradict each other, themselves or the server, and how we decided. */
export interface Contradiction {
  id: ContradictionId
  system: System
  operations: readonly Operation[]
  readings: readonly [Reading, Reading, ...Reading[]]
  decision: string
  /** Lists how an answer shows that it meets this; empty where no answer can. */
  signs: readonly ContradictionSign[]
}

/** Lists the contradictions that are known. */
export const contradictionIds = [
  'nobase-new-password-format',
  'nobase-token-invalid',
  'nobase-token-flag',
  'yunhu-number-or-text',
  'yunhu-codeid',
  'shuidi-data',
  'shuidi-timestrap',
  'openim-data',
  'openim-error-numbers',
  'openim-password-encoding',
  'openim-any-admin',
] as const

/** Names a contradiction that is known. */
export type ContradictionId = (typeof contradictionIds)[number]

const newPass = '用户修改密码接口文档'
const updateSign = '用户更新签名接口文档'
const findPassword = 'find_password 找回密码'
const changePassword = '修改管理员密码'
const resetPassword = '重置密码'

const reading = (document: string, section: string, says: string): Reading => ({ document, section, says })

/** Holds every contradiction that is known, in one table. */
export const contradictions: readonly Contradiction[] = [
  {
    id: 'nobase-new-password-format',
    system: 'nobase',
    operations: ['nobase.newPass'],
    readings: [
      reading(newPass, '返回示例', 'A new password in the wrong format is answered with code 404.'),
      reading(newPass, '返回数据结构', 'Code 405 stands for a wrong format.'),
    ],
    decision: 'The service answers 404, as the example shows; the client takes 404 and 405 alike.',
    signs: [{ messages: ['新密码格式错误!'] }],
  },
  {
    id: 'nobase-token-invalid',
    system: 'nobase',
    operations: ['nobase.newPass', 'nobase.updateSign'],
    readings: [
      reading(newPass, '返回数据结构', 'An invalid token is answered with code 404.'),
      reading(updateSign, '返回示例', 'An invalid token is answered with code 401.'),
    ],
    decision: 'Each operation answers with the code of its own document.',
    signs: [{ messages: ['token无效或已过期!'] }],
  },
  {
    id: 'nobase-token-flag',
    system: 'nobase',
    operations: ['nobase.newPass', 'nobase.updateSign'],
    readings: [
      reading(
        newPass,
        '注意事项 1. 参数选择规则',
        'With token validation on, a token or user and pass are sent.',
      ),
      reading(
        updateSign,
        '注意事项 1. 参数选择规则',
        'With token validation on, a token alone is sent; token and user/pass never go together.',
      ),
    ],
    decision: 'Two validators, one for each document: no rule is shared between them.',
    signs: [
      { reasons: ['token-missing'] },
      { messages: ['接口参数错误:user和pass为必填项', '接口参数错误:token与user/pass不可同时传递'] },
    ],
  },
  {
    id: 'yunhu-number-or-text',
    system: 'yunhu',
    operations: ['yunhu.resetPassword', 'yunhu.getCaptcha', 'yunhu.sendCode', 'yunhu.login', 'yunhu.getShop'],
    readings: [
      reading(
        resetPassword,
        '参数说明',
        'The answer’s code, userid and usermode and the request’s resettype are text.',
      ),
      reading(resetPassword, '返回示例, 请求参数示例', 'All of them are numbers.'),
    ],
    decision:
      'Numbers are sent and answered, as the examples show; numbers and their digits as text are accepted.',
    signs: [{ codeAsText: true }, { drift: ['data.userid', 'data.usermode'] }],
  },
  {
    id: 'yunhu-codeid',
    system: 'yunhu',
    operations: ['yunhu.resetPassword', 'yunhu.sendCode'],
    readings: [
      reading(resetPassword, 'json字段说明', 'codeid is the id of the SMS.'),
      reading(
        resetPassword,
        '示例代码',
        'getmsgcode is called with a codeid before there is an SMS: the picture’s.',
      ),
    ],
    decision:
      'getmsgcode takes the id of the picture and gives the id of the SMS; resetpwd takes the latter.',
    signs: [{ reasons: ['code-invalid', 'code-expired', 'captcha-invalid'] }],
  },
  {
    id: 'shuidi-data',
    system: 'shuidi',
    operations: ['shuidi.findPassword', 'shuidi.sendCode'],
    readings: [
      reading(findPassword, '返回值, success', 'data is an object.'),
      reading(findPassword, '返回值, failure', 'data is an empty list.'),
    ],
    decision: 'The service answers as the document; the client takes an object and a list alike, as drift.',
    signs: [{ drift: ['data'] }],
  },
  {
    id: 'shuidi-timestrap',
    system: 'shuidi',
    operations: ['shuidi.findPassword', 'shuidi.sendCode'],
    readings: [
      reading(findPassword, '传参', 'The parameter is spelled timestrap.'),
      reading(
        findPassword,
        '传参',
        'It is described as 时间戳, a timestamp; its unit and the rule of sign_md5 are not given.',
      ),
    ],
    decision:
      'timestrap is sent, in seconds since 1970; the rule of sign_md5 is a setting, and its default an assumption.',
    signs: [{ reasons: ['signature-invalid'] }],
  },
  {
    id: 'openim-data',
    system: 'openim',
    operations: ['openim.changePassword'],
    readings: [
      reading(changePassword, '4. 响应结构', 'A success carries data: {}.'),
      reading('the server’s public source', 'apiresp', 'A success leaves data out.'),
    ],
    decision:
      'The service answers data: {}; the client takes {}, null and nothing alike, the latter two as drift.',
    signs: [{ drift: ['data'] }],
  },
  {
    id: 'openim-error-numbers',
    system: 'openim',
    operations: ['openim.changePassword'],
    readings: [
      reading(
        changePassword,
        '6. 错误码与失败场景',
        'No number is given for an admin that does not exist and for a wrong current password.',
      ),
      reading(
        'the server’s public source',
        'errs',
        'They are 1004, and 500 with the detail "password error".',
      ),
    ],
    decision:
      'The service answers 1004 and 500; the client takes 500 for a refusal only with "password error" in it.',
    signs: [{ codes: [500, 1004] }],
  },
  {
    id: 'openim-password-encoding',
    system: 'openim',
    operations: ['openim.changePassword', 'openim.login'],
    readings: [
      reading(changePassword, '7. 示例', 'Passwords go in plain text.'),
      reading('the vendor’s web client', 'sign-in', 'Passwords go as the hex of their MD5.'),
    ],
    decision: 'A setting of each backend, plain unless it is set to md5-hex.',
    signs: [{ reasons: ['wrong-credentials'] }],
  },
  {
    id: 'openim-any-admin',
    system: 'openim',
    operations: ['openim.changePassword'],
    readings: [
      reading(changePassword, '2. 请求定义', 'The caller is authenticated by an admin’s token.'),
      reading(
        changePassword,
        '5. 业务规则',
        'userID is not tied to the caller: any admin changes any admin’s password.',
      ),
    ],
    decision: 'The service does so too; the desk asks for the target’s name to be typed.',
    signs: [],
  },
]
