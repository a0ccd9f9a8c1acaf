import type { RuleEnding, WholeRuleText } from '../../../shared/model/rule-texts.ts'

const ruleText: Record<WholeRuleText, string> = {
  'userID 不能为空。': 'userID is not empty.',
  'currentPassword 不能为空。': 'currentPassword is not empty.',
  'newPassword 不能为空。': 'newPassword is not empty.',
  'currentPassword 与 newPassword 不能相同。': 'currentPassword and newPassword differ.',
  'token 必填': 'token is required.',
  'user 格式为纯数字': 'user is digits alone.',
  'pass 仅当user为必填时同步填写': 'pass goes with user, and only with it.',
  '接口会校验管理员是否开启“改密权限”': 'The application allows password changes.',
  '未启用“用户令牌校验”:必须传user+pass': 'Without token validation, user and pass are required.',
  '启用“用户令牌校验”:可二选一(仅传token,或传user+pass)':
    'With token validation, either token alone is given, or user and pass.',
  'newpass 仅支持字母数字组合:/^[A-Za-z0-9]+$/': 'newpass is letters A to Z and digits alone.',
  'newsign 非空': 'newsign is not empty.',
  '不可同时传递token与user/pass': 'token does not go together with user and pass.',
  '用户令牌启用:仅需传递appid、newsign、signature、token':
    'With token validation, appid, newsign, signature and token are given, and nothing else is needed.',
  '用户令牌未启用:必须传递appid、newsign、signature、user、pass':
    'Without token validation, appid, newsign, signature, user and pass are required.',
  'token 或 user、pass:条件必选': 'Either token is given, or user and pass.',
  'user、pass:条件必选': 'user and pass are given together.',
  'userID, currentPassword and newPassword have at most 1,024 characters each, and are well-formed text.':
    'userID, currentPassword and newPassword have at most 1,024 characters each, and are well-formed text.',
  'Every value is well-formed text, without half a character.':
    'Every value is well-formed text, without half a character.',
  'Every value is well-formed text.': 'Every value is well-formed text, without half a character.',
  'A request is signed: key is not empty.': 'A request is signed: key is not empty.',
  'A template names {key} and only what a request has.':
    'A rule for signing names key, and only what a request has.',
  'A token goes with the userkey that came with it: both sign the request.':
    'A token goes with the userkey that came with it: both sign the request.',
  'A header value holds neither line breaks nor control characters nor characters beyond Latin-1.':
    'A header value holds neither line breaks nor control characters nor characters beyond Latin-1.',
  'The calling admin of the backend can sign in.': 'The calling admin of the backend can sign in.',
  'The token was entered for another address of this backend, and has to be entered again.':
    'The token was entered for another address of this backend, and has to be entered again.',
  'The calling admin’s password was entered for another address of this backend, and has to be entered again.':
    'The calling admin’s password was entered for another address of this backend, and has to be entered again.',
  'The base URL is an absolute http:// or https:// address.':
    'The base URL is an absolute http:// or https:// address.',
  'The base URL carries no user name and no password.': 'The base URL carries no user name and no password.',
  'The base URL carries no fragment.': 'The base URL carries no fragment.',
  'The base URL carries no query.': 'The base URL carries no query.',
  'http:// beyond this machine needs consent: it carries passwords in clear.':
    'http:// beyond this machine needs consent: it carries passwords in clear.',
  'A proxy is an address of the form http://host:port, and no more.':
    'A proxy is an address of the form http://host:port, and no more.',
  'The address of a proxy carries no user name and no password.':
    'The address of a proxy carries no user name and no password.',
  'A CA file has at most 256 KiB and 50 certificates.': 'A CA file has at most 256 KiB and 50 certificates.',
  'A CA file carries certificates, and no private key.':
    'A CA file carries certificates, and no private key.',
  'A CA file carries X.509 certificates as PEM.': 'A CA file carries X.509 certificates as PEM.',
  'Each certificate of a CA file is one of an authority (cA).':
    'Each certificate of a CA file is one of an authority (cA).',
}

const ruleEnding: Record<RuleEnding, string> = {
  ' 必选': '{name} is required.',
  ' 必选:是': '{name} is required.',
  ' 是否必填:是': '{name} is required.',
  ' is not empty.': '{name} is not empty.',
  ' 类型:int': '{name} is a whole number.',
  ':0': '{name} is 0.',
}

/** Holds the words for the rules that stop a request before it is sent. */
export const ruleWords = { ruleText, ruleEnding }
