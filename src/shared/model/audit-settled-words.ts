import type { AuditAction } from './audit-action.ts'

/** Lists the actions by which an unknown change ends; their detail says whether by a proof or by an operator's word. */
const settledActions = [
  'admin-password.change-verified',
  'admin-password.not-applied',
  'user-password.change-verified',
  'user-password.not-applied',
] as const satisfies readonly AuditAction[]

/** Names an action by which an unknown change ends. */
export type SettledAction = (typeof settledActions)[number]

/** Names by what an unknown change ended. */
export type SettledBy = 'proved' | 'decided'

type Words = Record<SettledBy, Record<SettledAction, string>>

const en: Words = {
  proved: {
    'admin-password.change-verified': 'Unknown change proved done',
    'admin-password.not-applied': 'Unknown change proved not done',
    'user-password.change-verified': 'Unknown reset proved done',
    'user-password.not-applied': 'Unknown reset proved not done',
  },
  decided: {
    'admin-password.change-verified': 'Unknown change decided as done, without a proof',
    'admin-password.not-applied': 'Unknown change decided as not done, without a proof',
    'user-password.change-verified': 'Unknown reset decided as done, without a proof',
    'user-password.not-applied': 'Unknown reset decided as not done, without a proof',
  },
}

const zhCN: Words = {
  proved: {
    'admin-password.change-verified': '未知的改密证实已生效',
    'admin-password.not-applied': '未知的改密证实未生效',
    'user-password.change-verified': '未知的重置证实已生效',
    'user-password.not-applied': '未知的重置证实未生效',
  },
  decided: {
    'admin-password.change-verified': '未知的改密经人工认定为已生效，无证据',
    'admin-password.not-applied': '未知的改密经人工认定为未生效，无证据',
    'user-password.change-verified': '未知的重置经人工认定为已生效，无证据',
    'user-password.not-applied': '未知的重置经人工认定为未生效，无证据',
  },
}

/** Says whether an action is one by which an unknown change ends. */
export function isSettledAction(action: string): action is SettledAction {
  return settledActions.some((one) => one === action)
}

/** Says by what an unknown change ended, from the reason that the detail of its event gives; null where it gives none. */
export function settledByOf(why: unknown): SettledBy | null {
  if (typeof why !== 'string') return null
  return why === 'operator' ? 'decided' : 'proved'
}

/** Holds the words for the end of an unknown change, by language, by what it ended, and by its action. */
export const auditSettledWords = { en, 'zh-CN': zhCN }
