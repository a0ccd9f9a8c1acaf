import type { ContradictionId } from '../../../shared/model/contradictions.ts'

/** Carries what the desk says of a contradiction, in the order in which it says it. */
interface TranslatedContradiction {
  says: readonly string[]
  decision: string
}

const places: Readonly<Record<string, string>> = {
  'the server’s public source': '服务端公开源码',
  'the vendor’s web client': '厂商的网页端',
  'sign-in': '登录',
  '返回值, success': '返回值（成功）',
  '返回值, failure': '返回值（失败）',
  '返回示例, 请求参数示例': '返回示例、请求参数示例',
}

/** Names a document or a section of one in Chinese, where the desk names it in English; any other stays as it is. */
export const placeInChinese = (name: string): string => places[name] ?? name

/** Holds the readings and decisions of every contradiction in Chinese; the desk itself gives them in English. */
export const contradictionsInChinese: Readonly<Record<ContradictionId, TranslatedContradiction>> = {
  'nobase-new-password-format': {
    says: ['新密码格式错误时返回 code 404。', 'code 405 表示格式错误。'],
    decision: '内置服务按示例返回 404；客户端对 404 与 405 同等对待。',
  },
  'nobase-token-invalid': {
    says: ['token 无效时返回 code 404。', 'token 无效时返回 code 401。'],
    decision: '各操作按各自文档的返回码应答。',
  },
  'nobase-token-flag': {
    says: [
      '启用令牌校验时，传 token，或传 user 与 pass。',
      '启用令牌校验时，只传 token；token 与 user/pass 不可同时传递。',
    ],
    decision: '按两份文档各设一套校验，互不共用规则。',
  },
  'yunhu-number-or-text': {
    says: ['应答的 code、userid、usermode 与请求的 resettype 均为字符串。', '以上各项均为数字。'],
    decision: '按示例以数字发送和应答；数字及其字符串形式均予接受。',
  },
  'yunhu-codeid': {
    says: ['codeid 是短信的编号。', '调用 getmsgcode 时短信尚未发出，所传 codeid 只能是图形验证码的编号。'],
    decision: 'getmsgcode 传入图形验证码的编号，返回短信的编号；resetpwd 传入后者。',
  },
  'shuidi-data': {
    says: ['data 是对象。', 'data 是空列表。'],
    decision: '内置服务按文档应答；客户端对象与列表均接受，并记为偏差。',
  },
  'shuidi-timestrap': {
    says: ['参数名写作 timestrap。', '其说明为“时间戳”，未给出单位，也未给出 sign_md5 的规则。'],
    decision: '发送 timestrap，取自 1970 年起的秒数；sign_md5 的规则由后端设置给出，默认值为假定。',
  },
  'openim-data': {
    says: ['成功应答带有 data: {}。', '成功应答不带 data。'],
    decision: '内置服务返回 data: {}；客户端对 {}、null 与缺失均接受，后两种记为偏差。',
  },
  'openim-error-numbers': {
    says: [
      '管理员不存在与当前密码错误两种情形均未给出错误码。',
      '分别为 1004，以及 500 且详情为 "password error"。',
    ],
    decision: '内置服务返回 1004 与 500；仅当 500 带有 "password error" 时，客户端才视为拒绝。',
  },
  'openim-password-encoding': {
    says: ['密码以明文传输。', '密码以其 MD5 的十六进制传输。'],
    decision: '由各后端的设置决定，默认明文，可设为 md5-hex。',
  },
  'openim-any-admin': {
    says: ['调用方以管理员的 token 认证。', 'userID 与调用方无关：任一管理员均可修改任一管理员的密码。'],
    decision: '内置服务亦如此；本程序要求输入目标名称加以确认。',
  },
}
