import type { OutcomeReason, RuleReference } from '../../../shared/model/outcome.ts'
import type { RuleText } from '../../../shared/model/rule-texts.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import { ours } from './wire.ts'

/** Carries what the rules of a change look at. */
export interface ProposedChange {
  userID: string
  currentPassword: Secret
  newPassword: Secret
}

/** Describes one rule of the document as a check that can be made before anything is sent. */
export interface ChangePasswordRule {
  id: 'userid-present' | 'current-present' | 'new-present' | 'differs-from-current' | 'length-at-most-1024'
  /** Gives the reason of the outcome when the rule stops a change. */
  reason: OutcomeReason
  source: RuleReference
  keeps: (change: ProposedChange) => boolean
}

const document = '修改管理员密码'
const constraint = (rule: RuleText): RuleReference => ({ document, section: '3. 请求参数 · 字段约束', rule })

/** Holds the rules of `changePassword` in the order in which they are applied. */
export const changePasswordRules: readonly ChangePasswordRule[] = [
  {
    id: 'userid-present',
    reason: 'missing-parameter',
    source: constraint('userID 不能为空。'),
    keeps: ({ userID }) => userID !== '',
  },
  {
    id: 'current-present',
    reason: 'missing-parameter',
    source: constraint('currentPassword 不能为空。'),
    keeps: ({ currentPassword }) => !currentPassword.isEmpty,
  },
  {
    id: 'new-present',
    reason: 'missing-parameter',
    source: constraint('newPassword 不能为空。'),
    keeps: ({ newPassword }) => !newPassword.isEmpty,
  },
  {
    id: 'differs-from-current',
    reason: 'same-password',
    source: constraint('currentPassword 与 newPassword 不能相同。'),
    keeps: ({ currentPassword, newPassword }) =>
      newPassword.isEmpty || currentPassword.reveal() !== newPassword.reveal(),
  },
  {
    id: 'length-at-most-1024',
    reason: 'malformed-parameter',
    source: {
      document: 'Latchkey',
      section: 'openim.changePassword',
      rule: 'userID, currentPassword and newPassword have at most 1,024 characters each, and are well-formed text.',
    },
    keeps: ({ userID, currentPassword, newPassword }) =>
      [userID, currentPassword.reveal(), newPassword.reveal()].every(
        (text) => text.isWellFormed() && [...text].length <= ours.longestText,
      ),
  },
]

/** Names the rule that a change needs an admin's token. */
export const tokenRule: RuleReference = { document, section: '3. 请求参数 · Header 参数', rule: 'token 必填' }
