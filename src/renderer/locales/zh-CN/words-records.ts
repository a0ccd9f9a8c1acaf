import { auditActionWords } from '../../../shared/model/audit-action-words.ts'
import { auditSettledWords } from '../../../shared/model/audit-settled-words.ts'
import type { Messages } from '../messages.ts'

/** Holds the closed vocabularies of what the tables show. */
export const recordWords: Pick<
  Messages['words'],
  'environment' | 'system' | 'finding' | 'rule' | 'auditAction' | 'auditSettled' | 'auditResult'
> = {
  environment: { production: '生产', staging: '预发布', sandbox: '沙箱' },
  system: { nobase: 'nobase', shuidi: 'shuidi', openim: 'openim', yunhu: 'yunhu' },
  finding: {
    default: { label: '默认密码', why: '密码属于常用密码，或由账号名、手机号组成。' },
    reused: { label: '重复使用', why: '另有管理员或用户使用相同的密码。' },
    weak: { label: '弱密码', why: '密码容易被猜中。' },
    stale: { label: '超期', why: '密码已超过 90 天未修改。' },
  },
  rule: {
    'userid-present': '已指定管理员 ID',
    'current-present': '已提供当前密码',
    'new-present': '已提供新密码',
    'differs-from-current': '新密码与当前密码不同',
    'length-at-most-1024': '新密码不超过 1024 个字符',
    'not-weak': '新密码不易被猜中',
    'not-common': '新密码不在常用密码名单中',
    'printable-without-blanks': '仅限英文字母、数字和半角符号，不含空格',
    'letters-and-digits': '仅限英文字母和数字',
    'length-between': '{min} 至 {max} 个字符',
  },
  auditAction: auditActionWords['zh-CN'],
  auditSettled: auditSettledWords['zh-CN'],
  auditResult: { done: '完成', failed: '失败', pending: '已开始' },
}
