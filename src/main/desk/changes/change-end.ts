import { assertNever } from '../../../shared/model/assert-never.ts'
import type { SessionEffect } from '../../../shared/model/change.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import type { ChangeEnd } from './journal.ts'

/**
 * Says what a change of an admin's password does to the sessions that were open: the document's server leaves the tokens
 * of the account alone (修改管理员密码, 5. 业务规则).
 */
export const sessionsAfterChange = 'sessions-stay' satisfies SessionEffect

/** Says what the outcome of a change's first and only request proves; `sessions` is what a success does to them. */
export function endOf(outcome: Outcome, sessions: SessionEffect): Pick<ChangeEnd, 'state' | 'sessions'> {
  switch (outcome.status) {
    case 'succeeded':
      return { state: 'confirmed', sessions }
    case 'rejected':
      return { state: 'rejected', sessions: 'nothing-changed' }
    case 'refused':
    case 'unreachable':
      return { state: 'not-sent', sessions: 'nothing-changed' }
    case 'unknown':
      return { state: 'unknown', sessions: 'not-known' }
    default:
      return assertNever(outcome.status)
  }
}
