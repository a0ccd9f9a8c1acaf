/** Says in which section of which document a rule of the built-in backend stands, by the document's own names. */
export interface RuleSource {
  document: string
  section: string
}

const newPass = '用户修改密码接口文档'
const updateSign = '用户更新签名接口文档'
const findPassword = 'find_password 找回密码'
const changePassword = '修改管理员密码'
const resetPassword = '重置密码'

/** Stands for a rule of which no document says a word: it is a decision of ours. */
const ours: readonly RuleSource[] = []
const at = (document: string, section: string): RuleSource => ({ document, section })

const proof = [at(newPass, '注意事项 1. 参数选择规则'), at(updateSign, '注意事项 1. 参数选择规则')]
const token = [at(newPass, '注意事项 3. 旧密码/令牌有效性'), at(updateSign, '返回示例')]
const standing = [at(newPass, '注意事项 4. 改密权限与状态校验'), at(updateSign, '注意事项 3. 状态前置校验')]
const account = [at(newPass, '请求参数'), at(updateSign, '注意事项 2. 关键参数说明')]
const secret = [at(newPass, '注意事项 3. 旧密码/令牌有效性'), at(updateSign, '注意事项 2. 关键参数说明')]
const newPassword = [at(newPass, '注意事项 2. 新密码格式要求')]
const callingAdmin = [at(changePassword, '2. 请求定义')]
const givenFields = [at(changePassword, '6. 错误码与失败场景')]
const target = [at(changePassword, '5. 业务规则'), at(changePassword, '6. 错误码与失败场景')]
const parameters = [at(findPassword, '传参')]
const returned = [at(findPassword, '返回值')]
const fields = [at(resetPassword, 'json字段说明')]
const header = [at(resetPassword, 'Header')]
const sampleCode = [at(resetPassword, '示例代码')]

/**
 * Holds every rule that the built-in backend answers a request by, and where it stands; without a place it is ours.
 * Several rules can have one answer: the rule is recorded, and never sent.
 */
export const servedRules = {
  'any.no-such-path': ours,
  'any.too-big': ours,
  'any.page-refused': ours,
  'any.page-admitted': ours,

  'nobase.parameter-missing': [at(newPass, '请求参数'), at(updateSign, '请求参数')],
  'nobase.application-unknown': [at(newPass, '请求参数'), at(updateSign, '请求参数')],
  'nobase.application-signature': [at(newPass, '请求参数'), at(updateSign, '请求参数')],
  'nobase.developer-overdue': standing,
  'nobase.developer-disabled': [at(updateSign, '注意事项 3. 状态前置校验')],
  'nobase.application-reviewing': standing,
  'nobase.application-stopped': standing,
  'nobase.change-not-allowed': [at(newPass, '注意事项 4. 改密权限与状态校验')],
  'nobase.account-missing': proof,
  'nobase.token-missing': [at(updateSign, '注意事项 1. 参数选择规则')],
  'nobase.token-with-account': [at(updateSign, '注意事项 1. 参数选择规则')],
  'nobase.token-unknown': token,
  'nobase.token-expired': token,
  'nobase.token-of-another': ours,
  'nobase.account-format': account,
  'nobase.account-length': [at(updateSign, '注意事项 2. 关键参数说明')],
  'nobase.account-unknown': [at(updateSign, '注意事项 3. 状态前置校验')],
  'nobase.password-wrong': secret,
  'nobase.account-locked': ours,
  'nobase.user-disabled': [at(updateSign, '注意事项 3. 状态前置校验')],
  'nobase.new-password-characters': newPassword,
  'nobase.new-password-length': ours,
  'nobase.storage-failed': [at(updateSign, '返回示例')],
  'nobase.done': [at(newPass, '返回示例'), at(updateSign, '返回示例')],

  'openim.operation-id-missing': callingAdmin,
  'openim.token-missing': callingAdmin,
  'openim.token-expired': callingAdmin,
  'openim.token-malformed': callingAdmin,
  'openim.token-unknown': callingAdmin,
  'openim.token-of-user': callingAdmin,
  'openim.body-not-json': ours,
  'openim.user-id-empty': givenFields,
  'openim.current-password-empty': givenFields,
  'openim.new-password-empty': givenFields,
  'openim.passwords-equal': givenFields,
  'openim.admin-unknown': target,
  'openim.account-empty': ours,
  'openim.password-empty': ours,
  'openim.account-unknown': ours,
  'openim.password-wrong': target,
  'openim.account-locked': ours,
  'openim.storage-failed': ours,
  'openim.done': [at(changePassword, '4. 响应结构')],

  'shuidi.no-such-action': ours,
  'shuidi.parameter-missing': parameters,
  'shuidi.purpose-other': ours,
  'shuidi.time-unreadable': ours,
  'shuidi.time-off': ours,
  'shuidi.template-unusable': ours,
  'shuidi.signature': returned,
  'shuidi.no-such-account': returned,
  'shuidi.two-accounts': ours,
  'shuidi.uid-of-another': ours,
  'shuidi.account-disabled': ours,
  'shuidi.code-missing': ours,
  'shuidi.code-expired': ours,
  'shuidi.code-tried-out': ours,
  'shuidi.code-of-another': ours,
  'shuidi.code-wrong': returned,
  'shuidi.code-locked': ours,
  'shuidi.password-format': returned,
  'shuidi.too-soon': ours,
  'shuidi.too-many': ours,
  'shuidi.storage-failed': ours,
  'shuidi.done': returned,

  'yunhu.path-unknown': [at(resetPassword, '请求URL')],
  'yunhu.method-other': [at(resetPassword, '请求方式')],
  'yunhu.token-unknown': sampleCode,
  'yunhu.token-expired': sampleCode,
  'yunhu.signature': header,
  'yunhu.body-not-json': header,
  'yunhu.no-such-action': fields,
  'yunhu.shop-building': sampleCode,
  'yunhu.shop-closed': sampleCode,
  'yunhu.shop-expired': sampleCode,
  'yunhu.parameter-missing': fields,
  'yunhu.kind-other': fields,
  'yunhu.captcha': ours,
  'yunhu.account-unknown': ours,
  'yunhu.two-accounts': ours,
  'yunhu.password-wrong': ours,
  'yunhu.account-locked': ours,
  'yunhu.account-disabled': ours,
  'yunhu.code-missing': fields,
  'yunhu.code-expired': ours,
  'yunhu.code-tried-out': ours,
  'yunhu.code-of-another': fields,
  'yunhu.code-wrong': fields,
  'yunhu.code-locked': ours,
  'yunhu.password-format': ours,
  'yunhu.too-soon': ours,
  'yunhu.too-many': ours,
  'yunhu.storage-failed': ours,
  'yunhu.done': [at(resetPassword, '成功返回示例')],
} as const satisfies Record<string, readonly RuleSource[]>

/** Names the rule by which the built-in backend answered a request. */
export type ServedRule = keyof typeof servedRules

/** Names a rule of one system. */
export type RuleOf<System extends string> = Extract<ServedRule, `${System}.${string}`>

/** Says whether a text names a rule. */
export function isServedRule(text: string): text is ServedRule {
  return Object.hasOwn(servedRules, text)
}
