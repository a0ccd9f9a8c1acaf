import type { RuleReference } from '../../../shared/model/outcome.ts'
import type { RuleText } from '../../../shared/model/rule-texts.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import {
  hasAccount,
  hasPairOrNone,
  isDigits,
  wellFormed,
  type Application,
  type ClientRule,
  type UserProof,
} from './client-rule.ts'

/** Carries what the rules of `newPass` look at. */
export interface ProposedPassword extends Application, UserProof {
  newPassword: Secret
  /** Says whether the console lets users change their passwords; null where nobody knows. */
  allowPasswordChange: boolean | null
}

const rule = (section: string, text: RuleText): RuleReference => ({
  document: '用户修改密码接口文档',
  section,
  rule: text,
})
const parameters = '请求参数'
const choice = '注意事项 1. 参数选择规则'

/** Holds the rules of `newPass` in the order in which they are applied. */
export const newPassRules: readonly ClientRule<ProposedPassword>[] = [
  {
    id: 'appid-present',
    reason: 'missing-parameter',
    source: rule(parameters, 'appid 必选'),
    keeps: ({ appid }) => appid !== '',
  },
  {
    id: 'newpass-present',
    reason: 'missing-parameter',
    source: rule(parameters, 'newpass 必选'),
    keeps: ({ newPassword }) => !newPassword.isEmpty,
  },
  {
    id: 'signature-present',
    reason: 'missing-parameter',
    source: rule(parameters, 'signature 必选'),
    keeps: ({ appSignature }) => !appSignature.isEmpty,
  },
  {
    id: 'change-allowed',
    reason: 'change-not-allowed',
    source: rule('注意事项 4. 改密权限与状态校验', '接口会校验管理员是否开启“改密权限”'),
    keeps: ({ allowPasswordChange }) => allowPasswordChange !== false,
  },
  {
    id: 'account-without-token-validation',
    reason: 'missing-parameter',
    source: rule(choice, '未启用“用户令牌校验”:必须传user+pass'),
    keeps: (input) => input.tokenValidation !== false || hasAccount(input),
  },
  {
    id: 'token-or-account',
    reason: 'missing-parameter',
    source: rule(choice, '启用“用户令牌校验”:可二选一(仅传token,或传user+pass)'),
    keeps: (input) => !input.token.isEmpty || hasAccount(input),
  },
  {
    id: 'user-with-pass',
    reason: 'missing-parameter',
    source: rule(parameters, 'pass 仅当user为必填时同步填写'),
    keeps: hasPairOrNone,
  },
  {
    id: 'user-digits',
    reason: 'malformed-parameter',
    source: rule(parameters, 'user 格式为纯数字'),
    keeps: ({ user }) => isDigits(user),
  },
  {
    id: 'newpass-letters-and-digits',
    reason: 'password-format',
    source: rule('注意事项 2. 新密码格式要求', 'newpass 仅支持字母数字组合:/^[A-Za-z0-9]+$/'),
    keeps: ({ newPassword }) => newPassword.isEmpty || /^[A-Za-z0-9]+$/.test(newPassword.reveal()),
  },
  wellFormed('nobase.newPass', ({ appid, appSignature, pass, token }) => [appid, appSignature, pass, token]),
]
