import type { Language } from '../locales/i18n.ts'

const inEnglish: Readonly<Record<string, string>> = {
  用户修改密码接口文档: 'User password change API',
  用户更新签名接口文档: 'User signature update API',
  用户登录接口文档: 'User sign-in API',
  修改管理员密码: 'Admin password change',
  'find_password 找回密码': 'find_password: lost password',
  'get_verification_code 获取验证码': 'get_verification_code: getting a code',
  重置密码: 'Password reset',
  请求参数: 'Request parameters',
  '注意事项 1. 参数选择规则': 'Notes 1. Which parameters to give',
  '注意事项 2. 新密码格式要求': 'Notes 2. Form of the new password',
  '注意事项 2. 关键参数说明': 'Notes 2. Key parameters',
  '注意事项 3. 旧密码/令牌有效性': 'Notes 3. Validity of old password and token',
  '注意事项 3. 状态前置校验': 'Notes 3. States that are checked first',
  '注意事项 4. 改密权限与状态校验': 'Notes 4. Permission to change, and states',
  '注意事项 4. 安全与体验建议': 'Notes 4. Advice on safety and use',
  返回示例: 'Sample answers',
  返回数据结构: 'Structure of the answer',
  '2. 请求定义': '2. The request',
  '3. 请求参数 · 字段约束': '3. Fields',
  '3. 请求参数 · Header 参数': '3. Headers',
  '4. 响应结构': '4. Structure of the answer',
  '5. 业务规则': '5. Business rules',
  '6. 错误码与失败场景': '6. Error codes and failures',
  '7. 示例': '7. Samples',
  传参: 'Parameters',
  返回值: 'Return values',
  请求URL: 'Request URL',
  请求方式: 'Request method',
  Header: 'Header',
  示例代码: 'Sample code',
  json字段说明: 'JSON fields',
  成功返回示例: 'Sample of a success',
}

/** Names a document in the language of the page; one that is not known here stays as it is. */
export const documentText = (name: string, language: Language): string =>
  language === 'zh-CN' ? name : (inEnglish[name] ?? name)

/** Says whether a rule stands in no document: it is Latchkey's own, kept before anything is sent. */
export const isOwnRule = ({ document }: { document: string }): boolean => document === 'Latchkey'

/**
 * Names a section of a document in the language of the page, with the document and alone. Where that is not the
 * document's own, `original` carries the names that it has there, by which it is found; a name that is not known here
 * stays as it is.
 */
export const placeText = (
  { document, section }: { document: string; section: string },
  language: Language,
): { shown: string; section: string; original: string | null } => {
  const original = `${document} · ${section}`
  if (language === 'zh-CN' || inEnglish[document] === undefined)
    return { shown: original, section, original: null }
  const translated = inEnglish[section] ?? section
  return { shown: `${inEnglish[document]} · ${translated}`, section: translated, original }
}
