import type { Messages } from '../messages.ts'

/** Holds the words in which outcomes, rules and requests are shown, whatever was asked for. */
export const results: Messages['results'] = {
  outcome: {
    what: '发生了什么',
    changed: '有何改变',
    next: '接下来怎么做',
    sessions: '会话',
  },
  wire: {
    title: '通信详情',
    http: 'HTTP 状态',
    code: '返回码',
    message: '返回文本',
    noAnswer: '没有收到应答。',
    nothingSent: '没有发送任何内容。',
    request: '请求',
    answer: '应答',
    noBody: '空',
    curl: 'cURL 命令',
    took: '{n} 毫秒',
    drift: '与文档不符之处',
    expected: '文档：{text}',
    got: '应答：{text}',
    rule: '规则',
    ruleOf: '{rule}（{source}）',
    masked: '机密已遮盖。',
  },
  strength: {
    label: '强度',
    level: { s0: '极弱', s1: '很弱', s2: '弱', s3: '良好', s4: '强' },
  },
  rules: {
    title: '规则',
    waiting: '检查中…',
    own: 'Latchkey 自身规则',
    sources: '这些规则的出处',
  },
  confirm: { label: '请输入 {name} 以确认', differs: '与上述名称不一致，请注意大小写。' },
}
