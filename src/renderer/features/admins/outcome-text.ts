import type { Outcome } from '../../../shared/model/outcome.ts'
import type { Messages } from '../../locales/messages.ts'

/** Says in words what became of an operation, whether anything changed, and what to do next. */
export interface OutcomeWords {
  heading: string
  what: string
  changed: string
  next: string
}

/** Tells an outcome: the reason says more about what happened, and leads where sending again is safe. */
export const outcomeText = (
  words: Pick<Messages['words'], 'outcome' | 'reason'>,
  kind: 'change' | 'verify',
  outcome: Pick<Outcome, 'status' | 'reason'>,
  sentences: (parts: readonly string[]) => string,
): OutcomeWords => {
  const base = words.outcome[kind][outcome.status]
  if (outcome.reason === null) return base
  const reason = words.reason[outcome.reason]
  const leads = outcome.status !== 'unknown' && !(kind === 'verify' && outcome.reason === 'wrong-credentials')
  return { ...base, what: sentences([base.what, reason.what]), next: leads ? reason.next : base.next }
}
