import type { ChangeState } from '../../shared/model/change.ts'
import type { OutcomeStatus } from '../../shared/model/outcome.ts'
import type { RotationRowState } from '../../shared/model/rotation.ts'

/** Names how a state is to be read at a glance; the word beside it says the rest. */
export type Tone = 'ok' | 'warn' | 'bad' | 'plain'

/** Says how each state of a change is to be read at a glance. */
export const toneOfState: Record<ChangeState, Tone> = {
  planned: 'plain',
  staged: 'plain',
  sending: 'plain',
  confirmed: 'ok',
  rejected: 'bad',
  'not-sent': 'plain',
  unknown: 'warn',
  verified: 'ok',
  'not-applied': 'bad',
  'needs-operator': 'warn',
}

/** Says how the state of an account in a rotation is to be read at a glance. */
export const toneOfRotationRow: Record<RotationRowState, Tone> = {
  waiting: 'plain',
  refused: 'plain',
  changing: 'warn',
  confirmed: 'ok',
  rejected: 'bad',
  'not-sent': 'bad',
  'not-applied': 'bad',
  decided: 'plain',
  unknown: 'warn',
  skipped: 'plain',
}

/** Says in which states a change still holds its account. */
export const holdsAccount: Record<ChangeState, boolean> = {
  planned: true,
  staged: true,
  sending: true,
  confirmed: false,
  rejected: false,
  'not-sent': false,
  unknown: true,
  verified: false,
  'not-applied': false,
  'needs-operator': true,
}

/** Says how each outcome is to be read at a glance. */
export const toneOfStatus: Record<OutcomeStatus, Tone> = {
  succeeded: 'ok',
  rejected: 'bad',
  refused: 'bad',
  unreachable: 'bad',
  unknown: 'warn',
}
