import type { ProbeResult } from '../../../shared/model/change.ts'
import type { Outcome, OutcomeReason } from '../../../shared/model/outcome.ts'

const lockedReasons: readonly (OutcomeReason | null)[] = ['rate-limited', 'account-disabled']
const lockedStatuses: readonly (number | undefined)[] = [423, 429]
const lockedTexts = /lock|too many|too frequent|rate.?limit|锁|冻结|禁用|频繁|次数/i

/**
 * Reads what a sign-in with a candidate shows. Only the documented answer to wrong credentials counts as a refusal,
 * and whatever looks like a lock-out as one: a password that is tried on after it could shut the account for good.
 */
export function readProbe(outcome: Outcome): ProbeResult {
  const { status, reason, wire } = outcome
  if (status === 'succeeded') return 'accepted'
  if (status === 'unreachable') return 'not-reached'
  if (lockedReasons.includes(reason) || lockedStatuses.includes(wire?.httpStatus)) return 'locked-out'
  if (lockedTexts.test(wire?.message ?? '')) return 'locked-out'
  return status === 'rejected' && reason === 'wrong-credentials' ? 'refused' : 'unclear'
}
