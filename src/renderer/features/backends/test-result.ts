import type { Outcome, OutcomeStatus } from '../../../shared/model/outcome.ts'

/** Names what a test of a backend came to: of what is unknown, whether nothing answered, an error did, or a stranger. */
export type TestResult = OutcomeStatus | 'unanswered' | 'failing'

/** Says what the outcome of a test came to. */
export const testResultOf = ({ status, reason, wire }: Outcome): TestResult => {
  if (status !== 'unknown') return status
  if (wire === null) return 'unanswered'
  return reason === 'server-error' ? 'failing' : 'unknown'
}
