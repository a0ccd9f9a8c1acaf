import type { ServedRule } from '../../../shared/model/served-rules.ts'

const locked = '密码或验证码多次错误，账号暂时锁定。此时即使正确，调用方得到的也是“错误”的应答。'
const failedInside = '内部出错（例如存储失败），或客户端在请求发完之前已断开。'
const done = '所有检查均通过，操作已执行。'
const codeMissing = '该手机号没有有效的验证码：未曾发送、已用掉，或已被新的取代。'
const codeExpired = '无论所填是否正确，验证码此时已过有效期。'
const codeTriedOut = '该验证码错误次数过多，已失效，须重新获取。'
const codeWrong = '该手机号有有效的验证码，但与所填不同。'
const tooSoon = '刚向该手机号发送过验证码，须稍后再试。'
const tooMany = '该手机号一小时内的发码次数已达上限。'
const disabled = '该用户已被禁用。'
const twoAccounts = '两个用户使用同一手机号，因此无法认定是谁。请为他们设置不同的手机号。'
const printable = '新密码过短、过长，或含有空格、ASCII 以外的字符。'
const notJson = '请求体不是 UTF-8，或不是单个 JSON 对象。'
const givenText = '未提供、为空、不是文本、过长，或含有不完整的字符。'

/** Says what each rule that the built-in backend answers by means; the caller is told less. */
export const servedReason: Record<ServedRule, string> = {
  'any.no-such-path': '没有文档提到该路径与方法的组合。',
  'any.too-big': '请求超过内置后端的读取上限。',
  'any.page-refused': '其他来源的页面发起调用，而此处不允许。请求内容一概未读。',
  'any.page-admitted': '浏览器在页面调用之前先行询问，该页面可以调用。',

  'nobase.parameter-missing': '缺少必填参数或其值为空，应答中写明是哪一个。',
  'nobase.application-unknown': '没有应用使用该 appid。',
  'nobase.application-signature': 'signature 与该应用的签名不一致。',
  'nobase.developer-overdue': '应用的开发者账号已逾期，应答中写明天数。',
  'nobase.developer-disabled': '应用的开发者账号已被禁用。',
  'nobase.application-reviewing': '应用仍在审核中。',
  'nobase.application-stopped': '应用已停用。',
  'nobase.change-not-allowed': '该应用未开启改密权限。',
  'nobase.account-missing': '此时 user 与 pass 均为必填，而其中之一缺失或为空。',
  'nobase.token-missing': '已启用用户令牌校验：updateSign 须传令牌，不接受账号密码。',
  'nobase.token-with-account': '未启用用户令牌校验：updateSign 不接受令牌与 user 或 pass 同传。',
  'nobase.token-unknown': '从未签发过该令牌，或已作废，例如改密之后。',
  'nobase.token-expired': '令牌曾经有效，现已过期，用户须重新登录。',
  'nobase.token-of-another': '令牌有效，但属于管理员或其他应用的用户。',
  'nobase.account-format': 'user 含有数字以外的字符。',
  'nobase.account-length': 'user 短于或长于应用设定的账号长度。',
  'nobase.account-unknown': '该应用中没有此账号，调用方得到的是“密码错误”。',
  'nobase.password-wrong': '账号存在，但 pass 不是其密码。',
  'nobase.account-locked': locked,
  'nobase.user-disabled': '该用户已被禁用。只有密码或令牌正确时才会告知。',
  'nobase.new-password-characters': 'newpass 含有字母、数字以外的字符。只有密码或令牌正确时才会告知。',
  'nobase.new-password-length': 'newpass 短于或长于应用设定的密码长度，调用方得到的是“格式错误”。',
  'nobase.storage-failed': failedInside,
  'nobase.done': done,

  'openim.operation-id-missing': '缺少 Header operationID，或其值为空。',
  'openim.token-missing': '缺少 Header token，或其值为空。',
  'openim.token-expired': '令牌曾经有效，现已过期，管理员须重新登录。',
  'openim.token-malformed': '该令牌的形式与此处签发的不同。',
  'openim.token-unknown': '从未签发过该令牌，或已作废。',
  'openim.token-of-user': '令牌有效，但属于用户。只有管理员可以调用。',
  'openim.body-not-json': notJson,
  'openim.user-id-empty': givenText,
  'openim.current-password-empty': givenText,
  'openim.new-password-empty': givenText,
  'openim.passwords-equal': 'currentPassword 与 newPassword 相同。',
  'openim.admin-unknown': '没有管理员使用该 userID。账号名不是 userID。',
  'openim.account-empty': givenText,
  'openim.password-empty': givenText,
  'openim.account-unknown': '没有管理员使用该账号。userID 不是账号。',
  'openim.password-wrong': '管理员存在，但这不是其现行密码。',
  'openim.account-locked': locked,
  'openim.storage-failed': failedInside,
  'openim.done': done,

  'shuidi.no-such-action': '缺少 action、重复提供，或不是已知的操作。',
  'shuidi.parameter-missing': '必填参数缺失、为空或重复提供。调用方不知道是哪一个。',
  'shuidi.purpose-other': 'type 要求的不是找回密码用的验证码。',
  'shuidi.time-unreadable': 'timestrap 不是以整秒计的 unix 时间；毫秒值位数过多。',
  'shuidi.time-off': 'timestrap 与本机时钟的偏差超过允许范围，请核对调用方的时钟。',
  'shuidi.template-unusable': '所设的签名规则未包含 key，或引用了请求中没有的内容，请另行设定。',
  'shuidi.signature': 'sign_md5 与按密钥和签名规则算出的值不一致。请核对二者，并注意须为小写。',
  'shuidi.no-such-account': '没有用户使用该手机号。',
  'shuidi.two-accounts': twoAccounts,
  'shuidi.uid-of-another': '该手机号存在，但 uid 与之不符。',
  'shuidi.account-disabled': disabled,
  'shuidi.code-missing': codeMissing,
  'shuidi.code-expired': codeExpired,
  'shuidi.code-tried-out': codeTriedOut,
  'shuidi.code-of-another': '该验证码是发给另一用户的，其当时使用此手机号。',
  'shuidi.code-wrong': codeWrong,
  'shuidi.code-locked': locked,
  'shuidi.password-format': printable,
  'shuidi.too-soon': tooSoon,
  'shuidi.too-many': tooMany,
  'shuidi.storage-failed': failedInside,
  'shuidi.done': done,

  'yunhu.path-unknown': '路径中的公司或账套与设置不同。',
  'yunhu.method-other': '所有操作均须以 POST 调用。',
  'yunhu.token-unknown': '从未签发过该令牌、已作废，或属于管理员。',
  'yunhu.token-expired': '令牌曾经有效，现已过期，用户须重新登录。',
  'yunhu.signature': 'sign 与按收到的请求体及令牌对应的密钥算出的值不一致，注意须为大写。',
  'yunhu.body-not-json': notJson,
  'yunhu.no-such-action': '缺少 actionName，或不是已知的操作。',
  'yunhu.shop-building': '店铺设为未上线。',
  'yunhu.shop-closed': '店铺设为已关闭。',
  'yunhu.shop-expired': '店铺设为已到期。',
  'yunhu.parameter-missing': '必填字段缺失、为空、过长，或类型不对。',
  'yunhu.kind-other': 'resettype、logintype 或 msgfor 不是 0，而此处只受理 0。',
  'yunhu.captcha': '图片识别错误、已用过、已过期，或从未出示过。',
  'yunhu.account-unknown': '没有用户使用该手机号。',
  'yunhu.two-accounts': twoAccounts,
  'yunhu.password-wrong': '该手机号存在，但 upw 不是其密码。',
  'yunhu.account-locked': locked,
  'yunhu.account-disabled': disabled,
  'yunhu.code-missing': codeMissing,
  'yunhu.code-expired': codeExpired,
  'yunhu.code-tried-out': codeTriedOut,
  'yunhu.code-of-another': 'codeid 不是有效验证码的那条短信，或该验证码是发给另一用户的。',
  'yunhu.code-wrong': codeWrong,
  'yunhu.code-locked': locked,
  'yunhu.password-format': printable,
  'yunhu.too-soon': tooSoon,
  'yunhu.too-many': tooMany,
  'yunhu.storage-failed': failedInside,
  'yunhu.done': done,
}
