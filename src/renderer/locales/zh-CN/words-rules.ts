import type { Messages } from '../messages.ts'

/** Holds the words for the rules that stop a request before it is sent. */
export const ruleWords: Pick<Messages['words'], 'ruleText' | 'ruleEnding'> = {
  ruleText: {
    'userID 不能为空。': 'userID 不能为空。',
    'currentPassword 不能为空。': 'currentPassword 不能为空。',
    'newPassword 不能为空。': 'newPassword 不能为空。',
    'currentPassword 与 newPassword 不能相同。': 'currentPassword 与 newPassword 不能相同。',
    'token 必填': 'token 必填。',
    'user 格式为纯数字': 'user 须为纯数字。',
    'pass 仅当user为必填时同步填写': 'pass 须与 user 一同填写。',
    '接口会校验管理员是否开启“改密权限”': '应用须已开启“改密权限”。',
    '未启用“用户令牌校验”:必须传user+pass': '未启用“用户令牌校验”时，必须传 user 和 pass。',
    '启用“用户令牌校验”:可二选一(仅传token,或传user+pass)':
      '启用“用户令牌校验”时，仅传 token，或传 user 和 pass。',
    'newpass 仅支持字母数字组合:/^[A-Za-z0-9]+$/': 'newpass 仅支持英文字母和数字。',
    'newsign 非空': 'newsign 不能为空。',
    '不可同时传递token与user/pass': 'token 不可与 user、pass 同时传递。',
    '用户令牌启用:仅需传递appid、newsign、signature、token':
      '用户令牌启用时，仅需传递 appid、newsign、signature、token。',
    '用户令牌未启用:必须传递appid、newsign、signature、user、pass':
      '用户令牌未启用时，必须传递 appid、newsign、signature、user、pass。',
    'token 或 user、pass:条件必选': 'token 与 user、pass 须传其一。',
    'user、pass:条件必选': 'user 与 pass 须一同传递。',
    'userID, currentPassword and newPassword have at most 1,024 characters each, and are well-formed text.':
      'userID、currentPassword、newPassword 各不超过 1,024 个字符，且文本完整。',
    'Every value is well-formed text, without half a character.': '各项文本须完整，没有残缺的字符。',
    'Every value is well-formed text.': '各项文本须完整，没有残缺的字符。',
    'A request is signed: key is not empty.': '请求须签名，key 不能为空。',
    'A template names {key} and only what a request has.': '签名规则须含 key，且只能使用请求中具有的参数。',
    'A token goes with the userkey that came with it: both sign the request.':
      '令牌须与同时取得的 userkey 一起使用，二者都参与签名。',
    'A header value holds neither line breaks nor control characters nor characters beyond Latin-1.':
      '请求头的值不能含换行、控制字符或 Latin-1 以外的字符。',
    'The calling admin of the backend can sign in.': '此后端的调用管理员须能登录。',
    'The token was entered for another address of this backend, and has to be entered again.':
      '令牌是为此后端的另一地址录入的，须重新录入。',
    'The calling admin’s password was entered for another address of this backend, and has to be entered again.':
      '调用管理员的密码是为此后端的另一地址录入的，须重新录入。',
    'The base URL is an absolute http:// or https:// address.':
      '地址须以 http:// 或 https:// 开头，并含主机名。',
    'The base URL carries no user name and no password.': '地址不能含用户名或密码。',
    'The base URL carries no fragment.': '地址不能含片段（#）。',
    'The base URL carries no query.': '地址不能含查询参数。',
    'http:// beyond this machine needs consent: it carries passwords in clear.':
      '使用 http:// 时密码将以明文离开本机，须经同意。',
    'A proxy is an address of the form http://host:port, and no more.':
      '代理地址须为 http://host:port 的形式，不含其他内容。',
    'The address of a proxy carries no user name and no password.': '代理地址不能含用户名或密码。',
    'A CA file has at most 256 KiB and 50 certificates.': 'CA 文件不得超过 256 KiB 或 50 张证书。',
    'A CA file carries certificates, and no private key.': 'CA 文件只含证书，不含私钥。',
    'A CA file carries X.509 certificates as PEM.': 'CA 文件应为 PEM 格式的 X.509 证书。',
    'Each certificate of a CA file is one of an authority (cA).': 'CA 文件中的每张证书都须为 CA 证书。',
  },
  ruleEnding: {
    ' 必选': '{name} 必填。',
    ' 必选:是': '{name} 必填。',
    ' 是否必填:是': '{name} 必填。',
    ' is not empty.': '{name} 不能为空。',
    ' 类型:int': '{name} 须为整数。',
    ':0': '{name} 须为 0。',
  },
}
