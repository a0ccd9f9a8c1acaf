/** Lists the rules that a request is checked by before it is sent, as their documents word them, or as we do. */
export const ruleTexts = [
  'userID 不能为空。',
  'currentPassword 不能为空。',
  'newPassword 不能为空。',
  'currentPassword 与 newPassword 不能相同。',
  'token 必填',
  'user 格式为纯数字',
  'pass 仅当user为必填时同步填写',
  '接口会校验管理员是否开启“改密权限”',
  '未启用“用户令牌校验”:必须传user+pass',
  '启用“用户令牌校验”:可二选一(仅传token,或传user+pass)',
  'newpass 仅支持字母数字组合:/^[A-Za-z0-9]+$/',
  'newsign 非空',
  '不可同时传递token与user/pass',
  '用户令牌启用:仅需传递appid、newsign、signature、token',
  '用户令牌未启用:必须传递appid、newsign、signature、user、pass',
  'token 或 user、pass:条件必选',
  'user、pass:条件必选',
  'userID, currentPassword and newPassword have at most 1,024 characters each, and are well-formed text.',
  'Every value is well-formed text, without half a character.',
  'Every value is well-formed text.',
  'A request is signed: key is not empty.',
  'A template names {key} and only what a request has.',
  'A token goes with the userkey that came with it: both sign the request.',
  'A header value holds neither line breaks nor control characters nor characters beyond Latin-1.',
  'The calling admin of the backend can sign in.',
  'The token was entered for another address of this backend, and has to be entered again.',
  'The calling admin’s password was entered for another address of this backend, and has to be entered again.',
  'The base URL is an absolute http:// or https:// address.',
  'The base URL carries no user name and no password.',
  'The base URL carries no fragment.',
  'The base URL carries no query.',
  'http:// beyond this machine needs consent: it carries passwords in clear.',
  'A proxy is an address of the form http://host:port, and no more.',
  'The address of a proxy carries no user name and no password.',
  'A CA file has at most 256 KiB and 50 certificates.',
  'A CA file carries certificates, and no private key.',
  'A CA file carries X.509 certificates as PEM.',
  'Each certificate of a CA file is one of an authority (cA).',
] as const

/** Lists how rules of one parameter end, after its name. */
export const ruleEndings = [' 必选', ' 必选:是', ' 是否必填:是', ' is not empty.', ' 类型:int', ':0'] as const

/** Names a rule that is worded as a whole. */
export type WholeRuleText = (typeof ruleTexts)[number]

/** Names how a rule of one parameter ends. */
export type RuleEnding = (typeof ruleEndings)[number]

/** Carries the text of a rule; the page has words for each in its languages. */
export type RuleText = WholeRuleText | `${string}${RuleEnding}`
