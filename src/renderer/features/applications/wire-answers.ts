/** Holds what callers of a nobase application read where a setting turns them away, word for word. */
export const wireAnswers = {
  changeNotAllowed: { code: 405, data: '当前管理员不允许用户修改密码' },
  tokenMissing: { code: 204, data: '接口参数错误:缺少token(用户令牌启用时需提供)!' },
  accountMissing: { code: 204, data: '接口参数错误:user和pass为必填项' },
  tokenWithAccount: { code: 204, data: '接口参数错误:token与user/pass不可同时传递' },
  applicationReviewing: { code: 404, data: '应用审核中!' },
  applicationStopped: { code: 404, data: '应用已停用!' },
  developerOverdue: { code: 404, data: '开发者账号已逾期({}天),请缴费后重试!' },
  developerDisabled: { code: 404, data: '开发者账号已被禁用!' },
  accountLength: { code: 405, data: '账号长度错误!' },
  newPasswordFormat: { code: 404, data: '新密码格式错误!' },
} as const satisfies Record<string, { code: number; data: string }>

/** Writes an answer as code and text, with a number in its place where it has one. */
export const writtenAnswer = (name: keyof typeof wireAnswers, days = 0): string => {
  const { code, data } = wireAnswers[name]
  return `${code} ${data.replace('{}', String(days))}`
}
