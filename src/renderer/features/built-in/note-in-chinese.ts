/** Holds what the reader of documents notes, as it writes it, and how that is said in Chinese; `$1` repeats a part. */
const notes: readonly (readonly [RegExp, string])[] = [
  [/^Invalid input: expected 1$/, '须为 1'],
  [/^Invalid input: expected a list$/, '须为列表'],
  [/^Invalid input: expected (\S+), received undefined$/, '缺少此项，类型应为 $1'],
  [/^Invalid input: expected (\S+), received (\S+)$/, '类型应为 $1，实际为 $2'],
  [/^Invalid (?:option|input): expected (?:one of )?(.+)$/, '只能是：$1'],
  [/^Too big: expected string to have <=(\d+) characters$/, '超过 $1 个字符'],
  [/^Too small: expected string to have >=(\d+) characters$/, '少于 $1 个字符'],
  [/^Too (?:small|big): expected \S+ to be ([<>]=?\S+)$/, '数值应 $1'],
  [/^Invalid ISO datetime$/, '不是 ISO 8601 格式的时间'],
  [/^Invalid hash: .*$/, '哈希无效：须为 bcrypt（$$2a、$$2b 或 $$2y），强度 4 至 14'],
  [/^Invalid name: .*$/, '名称含有不可见字符或改变书写方向的字符'],
  [/^Invalid limits: min (\S+) is over max (\S+)$/, '下限 $1 大于上限 $2'],
  [/^is needed for a token that is new$/, '新令牌必须提供此项'],
  [/^is needed: several applications have a user of this account$/, '必须提供：多个应用都有此账号的用户'],
  [/^is needed: the application was edited from outside.*$/, '必须提供：该应用曾被外部改动，需重新写入'],
  [/^names no admin of .*$/, '文档与目录中都没有此管理员'],
  [/^names no application of .*$/, '文档与目录中都没有此应用'],
  [/^names no user of .*$/, '文档与目录中都没有此用户'],
  [/^names the same as (.+)$/, '与 $1 重复'],
  [/^stands in place of password: .*$/, '与 password 只能提供其中之一'],
  [/^stands twice in the document$/, '在文档中重复出现'],
  [/^is the account of the admin (.+) already$/, '该账号已属于管理员 $1'],
  [/^is the phone of (.+) too: .*$/, '与 $1 的手机号相同：按手机号将查不到其中任何一个'],
  [/^is the uid of (.+) too$/, '与 $1 的 uid 相同'],
  [/^not known here: left out$/, '无法识别，未采用'],
  [/^more warnings are left out$/, '其余提示从略'],
  [/^not JSON in UTF-8$/, '不是 UTF-8 编码的 JSON'],
  [/^not JSON: .* expected at line (\d+), column (\d+)$/, '不是有效的 JSON：第 $1 行第 $2 列有误'],
  [/^JSON, but no directory document: .*$/, '是 JSON，但不是目录文档'],
]

/** Says in Chinese what was noted of a document; a note that is not known here stays as it is. */
export const noteInChinese = (message: string): string => {
  const known = notes.find(([pattern]) => pattern.test(message))
  return known === undefined ? message : message.replace(known[0], known[1])
}
