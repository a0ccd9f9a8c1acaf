import type { RuleReference } from '../../../shared/model/outcome.ts'
import type { RuleText } from '../../../shared/model/rule-texts.ts'
import {
  hasAccount,
  hasPairOrNone,
  isDigits,
  wellFormed,
  type Application,
  type ClientRule,
  type UserProof,
} from './client-rule.ts'

/** Carries what the rules of `updateSign` look at. */
export interface ProposedSignText extends Application, UserProof {
  signText: string
}

const rule = (section: string, text: RuleText): RuleReference => ({
  document: '用户更新签名接口文档',
  section,
  rule: text,
})
const parameters = '请求参数'
const choice = '注意事项 1. 参数选择规则'

/** Holds the rules of `updateSign` in the order in which they are applied. */
export const updateSignRules: readonly ClientRule<ProposedSignText>[] = [
  {
    id: 'appid-present',
    reason: 'missing-parameter',
    source: rule(parameters, 'appid 必选'),
    keeps: ({ appid }) => appid !== '',
  },
  {
    id: 'newsign-present',
    reason: 'missing-parameter',
    source: rule(parameters, 'newsign 非空'),
    keeps: ({ signText }) => signText.trim() !== '',
  },
  {
    id: 'signature-present',
    reason: 'missing-parameter',
    source: rule(parameters, 'signature 必选'),
    keeps: ({ appSignature }) => !appSignature.isEmpty,
  },
  {
    id: 'token-alone',
    reason: 'malformed-parameter',
    source: rule(choice, '不可同时传递token与user/pass'),
    keeps: ({ token, user, pass }) => token.isEmpty || (user === '' && pass.isEmpty),
  },
  {
    id: 'token-with-token-validation',
    reason: 'token-missing',
    source: rule(choice, '用户令牌启用:仅需传递appid、newsign、signature、token'),
    keeps: ({ tokenValidation, token }) => tokenValidation !== true || !token.isEmpty,
  },
  {
    id: 'account-without-token-validation',
    reason: 'missing-parameter',
    source: rule(choice, '用户令牌未启用:必须传递appid、newsign、signature、user、pass'),
    keeps: (input) => input.tokenValidation !== false || hasAccount(input),
  },
  {
    id: 'token-or-account',
    reason: 'missing-parameter',
    source: rule(parameters, 'token 或 user、pass:条件必选'),
    keeps: (input) => !input.token.isEmpty || hasAccount(input),
  },
  {
    id: 'user-with-pass',
    reason: 'missing-parameter',
    source: rule(parameters, 'user、pass:条件必选'),
    keeps: hasPairOrNone,
  },
  {
    id: 'user-digits',
    reason: 'malformed-parameter',
    source: rule(parameters, 'user 格式为纯数字'),
    keeps: ({ user }) => isDigits(user),
  },
  wellFormed('nobase.updateSign', ({ appid, signText, appSignature, pass, token }) => [
    appid,
    signText,
    appSignature,
    pass,
    token,
  ]),
]
