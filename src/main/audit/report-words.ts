import type { AuditReport } from '../../shared/contract/audit.ts'
import type { AuditResult } from '../../shared/model/audit-action.ts'
import type { PasswordFinding } from '../../shared/model/password-findings.ts'
import type { ages } from './report-figures.ts'

/** Lists the languages of the report. */
export const reportLanguages = ['en', 'zh-CN'] as const

/** Names a language of the report. */
export type ReportLanguage = (typeof reportLanguages)[number]

/** Holds the words of the report in one language. */
export interface ReportWords {
  colon: string
  stop: string
  comma: string
  title: string
  store: string
  made: string
  utc: string
  chain: string
  verdict: Record<AuditReport['verdict'], string>
  events: string
  checkpoints: string
  tail: string
  anchor: string
  none: string
  bad: string
  unproven: string
  structure: string
  rows: string
  rowMacs: Record<AuditReport['rowMacs'], string>
  reason: Record<AuditReport['bad'][number]['reason'], string>
  rowFault: Record<AuditReport['badRows'][number]['fault'], string>
  structureFault: Record<AuditReport['structure'][number]['fault'], string>
  range: (from: number, to: number) => string
  byDay: string
  byHour: string
  results: string
  result: Record<AuditResult | 'other', string>
  actions: string
  action: string
  actors: string
  actor: string
  desk: string
  ages: string
  age: Record<(typeof ages)[number], string>
  findings: (accounts: number) => string
  finding: Record<PasswordFinding, string>
  notJudged: string
  account: string
  where: string
  found: string
  changed: string
  shown: (shown: number, all: number) => string
}

const en: ReportWords = {
  colon: ': ',
  stop: '. ',
  comma: ', ',
  title: 'Audit report',
  store: 'Store',
  made: 'Made at',
  utc: 'All times are UTC.',
  chain: 'The chain',
  verdict: {
    verified: 'Verified: the chain holds, and a key and an anchor from outside vouch for all of it.',
    consistent: 'Consistent: the chain holds within itself; nothing from outside vouches for all of it.',
    tampered: 'Tampered: the chain was changed from outside.',
    unreadable: 'Unreadable: a part of the chain cannot be read.',
  },
  events: 'Events',
  checkpoints: 'Signed checkpoints',
  tail: 'Events after the last checkpoint',
  anchor: 'Newest anchor',
  none: 'none',
  bad: 'Events that do not hold',
  unproven: 'Events before a break, which no signature reaches',
  structure: 'Tables that are not as the program makes them',
  rows: 'Rows that steer behaviour',
  rowMacs: { checked: 'checked', 'not-checked': 'not checked: nobody signed in' },
  reason: {
    body: 'the content was changed',
    link: 'the link to the event before is broken',
    gap: 'events are missing',
    duplicate: 'a copy of another event',
    reorder: 'the order was changed',
    truncated: 'the end was cut off',
    signature: 'a checkpoint’s signature does not fit',
    'anchor-contradiction': 'an anchor says otherwise',
    rollback: 'the store was put back to an older state',
    unreadable: 'cannot be read',
  },
  rowFault: { mac: 'edited from outside', rollback: 'put back to an older state', missing: 'taken away' },
  structureFault: { missing: 'missing', unknown: 'unknown', changed: 'changed' },
  range: (from, to) => (from === to ? `event ${from}` : `events ${from} to ${to}`),
  byDay: 'Events by day',
  byHour: 'Events by hour of the day',
  results: 'How they ended',
  result: { done: 'done', failed: 'failed', pending: 'begun', other: 'unknown' },
  actions: 'Most frequent actions',
  action: 'What',
  actors: 'Most active',
  actor: 'Who',
  desk: 'Latchkey itself',
  ages: 'Age of passwords',
  age: {
    30: 'under 30 days',
    90: '30 to 90 days',
    180: '90 to 180 days',
    365: '180 to 365 days',
    older: 'a year and more',
    unknown: 'not known',
  },
  findings: (accounts) => `Findings (accounts: ${accounts})`,
  finding: { default: 'Default', reused: 'Reused', weak: 'Weak', stale: 'Stale' },
  notJudged: 'Not judged',
  account: 'Account',
  where: 'Backend',
  found: 'Found',
  changed: 'Password changed',
  shown: (shown, all) => `The first ${shown} of ${all} accounts.`,
}

const zhCN: ReportWords = {
  colon: '：',
  stop: '。',
  comma: '、',
  title: '审计报告',
  store: '数据文件',
  made: '生成时间',
  utc: '所有时间均为 UTC。',
  chain: '审计链',
  verdict: {
    verified: '已验证：审计链完整，外部公钥与锚点可证明其全部内容。',
    consistent: '自洽：审计链本身完整，但没有外部凭据能证明其全部内容。',
    tampered: '已被篡改：审计链在程序之外被改动过。',
    unreadable: '无法读取：审计链有一部分读不出来。',
  },
  events: '事件',
  checkpoints: '已签名的检查点',
  tail: '最后一个检查点之后的事件',
  anchor: '最新锚点',
  none: '无',
  bad: '不成立的事件',
  unproven: '断裂处之前、没有签名能证明的事件',
  structure: '与程序所建不同的表',
  rows: '影响行为的记录',
  rowMacs: { checked: '已检查', 'not-checked': '未检查：无人登录' },
  reason: {
    body: '内容被改动',
    link: '与前一事件的链接断开',
    gap: '事件缺失',
    duplicate: '另一事件的副本',
    reorder: '顺序被改动',
    truncated: '末尾被截断',
    signature: '检查点签名不符',
    'anchor-contradiction': '与锚点矛盾',
    rollback: '数据文件被退回到旧状态',
    unreadable: '无法读取',
  },
  rowFault: { mac: '在程序之外被编辑', rollback: '被退回到旧状态', missing: '被移除' },
  structureFault: { missing: '缺失', unknown: '未知', changed: '被改动' },
  range: (from, to) => (from === to ? `事件 ${from}` : `事件 ${from} 至 ${to}`),
  byDay: '每日事件',
  byHour: '一天中各小时的事件',
  results: '结果',
  result: { done: '完成', failed: '失败', pending: '已开始', other: '未知' },
  actions: '最常见的动作',
  action: '动作',
  actors: '最活跃的操作人',
  actor: '操作人',
  desk: 'Latchkey 自身',
  ages: '密码使用时长',
  age: {
    30: '不足 30 天',
    90: '30 至 90 天',
    180: '90 至 180 天',
    365: '180 至 365 天',
    older: '一年以上',
    unknown: '未知',
  },
  findings: (accounts) => `问题（账号 ${accounts} 个）`,
  finding: { default: '默认密码', reused: '重复使用', weak: '弱密码', stale: '超期' },
  notJudged: '未评估',
  account: '账号',
  where: '后端',
  found: '问题',
  changed: '密码更换时间',
  shown: (shown, all) => `显示 ${all} 个账号中的前 ${shown} 个。`,
}

/** Holds the words of the report by language. */
export const reportWords: Record<ReportLanguage, ReportWords> = { en, 'zh-CN': zhCN }
