import type { Outcome } from '../../shared/model/outcome.ts'
import type { Messages } from '../locales/messages.ts'

/** Says in words what became of an operation, whether anything changed, and what to do next. */
export interface OutcomeWords {
  heading: string
  what: string
  changed: string
  next: string
}

type Told = Pick<Outcome, 'operation' | 'status' | 'reason'>

/** Says whether a change went no further than its sign-in: its outcome is then the one of that sign-in. */
export const endedAtSignIn = (kind: 'change' | 'verify', { operation }: Pick<Told, 'operation'>): boolean =>
  kind === 'change' && operation === 'openim.login'

/** Tells an outcome: the reason says more about what happened, and leads where sending again is safe. */
export const outcomeText = (
  words: Pick<Messages['words'], 'outcome' | 'reason'>,
  kind: 'change' | 'verify',
  outcome: Told,
  sentences: (parts: readonly string[]) => string,
): OutcomeWords => {
  const isAtSignIn = endedAtSignIn(kind, outcome)
  if (isAtSignIn && outcome.reason === 'wrong-credentials') return words.outcome.signIn.refused
  const base = isAtSignIn ? words.outcome.signIn.failed : words.outcome[kind][outcome.status]
  if (outcome.reason === null) return base
  const reason = words.reason[outcome.reason]
  const isOpen = outcome.status === 'unknown' && !isAtSignIn
  const leads = !isOpen && !(kind === 'verify' && outcome.reason === 'wrong-credentials')
  return { ...base, what: sentences([base.what, reason.what]), next: leads ? reason.next : base.next }
}
