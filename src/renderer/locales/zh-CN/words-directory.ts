import type { Messages } from '../messages.ts'

/** Holds the closed vocabularies of the built-in directory: states of applications, users and tokens, and messages. */
export const directoryWords: Pick<
  Messages['words'],
  'applicationStatus' | 'developerStatus' | 'userStanding' | 'tokenState' | 'channel' | 'purpose'
> = {
  applicationStatus: { normal: '正常', reviewing: '审核中', stopped: '已停用' },
  developerStatus: { normal: '正常', overdue: '已逾期', disabled: '已禁用' },
  userStanding: { normal: '正常', locked: '已锁定', disabled: '已禁用' },
  tokenState: { live: '有效', expired: '已过期', revoked: '已吊销' },
  channel: { sms: '短信', email: '邮件' },
  purpose: { reset: '重置密码' },
}
