import type { Messages } from '../messages.ts'

type Words = Messages['words']

const resetState: Words['resetState'] = {
  opened: '待核实身份',
  verified: '已核实身份',
  'code-sent': '已发验证码',
  unknown: '结果未知',
  changed: '密码已设置',
  resolved: '已解决',
  untold: '已设置未告知',
  declined: '已拒绝',
  abandoned: '已放弃',
}

const resetStep: Words['resetStep'] = {
  opened: '受理请求',
  'caller-verified': '核实来电人',
  'captcha-fetched': '获取图形验证码',
  'code-sent': '发送验证码',
  'password-set': '设置新密码',
  decided: '判断结果（无应答可证）',
  'handed-over': '新密码已显示一次',
  'proof-made': '出具凭证',
  closed: '关闭请求',
}

const resetStepFailed: Words['resetStepFailed'] = {
  opened: '未受理',
  'caller-verified': '未能核实来电人',
  'captcha-fetched': '未取到图形验证码',
  'code-sent': '验证码未发出',
  'password-set': '新密码未设置',
  decided: '未判断结果',
  'handed-over': '新密码未显示',
  'proof-made': '未出具凭证',
  closed: '请求未关闭',
}

const resetStepUnclear: Words['resetStepUnclear'] = {
  'code-sent': '不确定验证码是否已发出',
  'password-set': '不确定密码是否已更改',
}

const resetDecision: Words['resetDecision'] = { applied: '新密码有效', 'not-applied': '新密码无效' }

const callerCheck: Words['callerCheck'] = {
  'called-back': '已回拨登记的手机号',
  'account-details': '能说出仅本人知晓的账号信息',
  'identity-document': '已出示身份证件',
  'vouched-for': '有同事或主管具名担保',
}

const resetClosing: Words['resetClosing'] = {
  resolved: '已解决：来电人可以登录',
  untold: '未告知：密码已设置，但无人看过',
  declined: '拒绝：未能证明来电人即用户本人',
  abandoned: '放弃：未办成',
}

const resetClosedUntold: Words['resetClosedUntold'] = '关闭重置请求，新密码未告知'

const resetOutcome: Words['resetOutcome'] = {
  succeeded: {
    heading: '新密码已设置',
    changed: '后端已接受并确认新密码。',
    next: '请来电人登录，成功后关闭请求。',
  },
  rejected: {
    heading: '后端拒绝了请求',
    changed: '没有变化，原密码仍然有效。',
    next: '请按后端的提示更正后重试。',
  },
  refused: { heading: '发送前已被拦下', changed: '没有变化，未发出任何数据。', next: '请按规则更正后重试。' },
  unreachable: {
    heading: '无法连接后端',
    changed: '没有变化，请求不可能到达。',
    next: '请确认后端正在运行，然后重试；重试是安全的。',
  },
  unknown: {
    heading: '不确定密码是否已更改',
    changed: '新旧密码都可能有效；新密码已封存保留。',
    next: '请发送新的验证码：届时会再次提交同一个新密码，成功即可证明其有效。',
  },
}

/** Holds the closed vocabularies of the reset desk. */
export const resetWords: Pick<
  Words,
  | 'resetState'
  | 'resetStep'
  | 'resetStepFailed'
  | 'resetStepUnclear'
  | 'resetDecision'
  | 'callerCheck'
  | 'resetClosing'
  | 'resetClosedUntold'
  | 'resetOutcome'
> = {
  resetState,
  resetStep,
  resetStepFailed,
  resetStepUnclear,
  resetDecision,
  callerCheck,
  resetClosing,
  resetClosedUntold,
  resetOutcome,
}
