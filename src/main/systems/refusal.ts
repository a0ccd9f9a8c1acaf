import type { OutcomeReason, RuleReference } from '../../shared/model/outcome.ts'
import type { OutgoingRequest } from './outgoing-request.ts'

/** Says why our own checks stop an operation before a byte is sent, and which rule they apply. */
interface Refusal {
  reason: OutcomeReason
  rule: RuleReference
}

/** Carries a request that may be sent, or the reason why none may. */
export type Preparation = { request: OutgoingRequest; refusal: null } | { request: null; refusal: Refusal }

/** Gives the preparation that a refusal makes. */
export function refused(reason: OutcomeReason, rule: RuleReference): Preparation {
  return { request: null, refusal: { reason, rule } }
}
