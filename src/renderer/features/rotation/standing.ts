import type { RotationRecord } from '../../../shared/contract/rotations.ts'
import type { RotationCounts, RotationState } from '../../../shared/model/rotation.ts'
import type { Tone } from '../../components/tones.ts'

/** Names how a rotation stands: as its state says, or cut off, where it should run and nobody is at work on it. */
export type Standing = RotationState | 'cut-off'

const works: readonly RotationState[] = ['first', 'rest', 'stopping']

/** Says how a rotation stands. */
export const standingOf = ({ state, running }: Pick<RotationRecord, 'state' | 'running'>): Standing =>
  works.includes(state) && !running ? 'cut-off' : state

/** Says whether the desk is at work on a rotation that stands so. */
export const isAtWork = (standing: Standing): boolean =>
  standing === 'first' || standing === 'rest' || standing === 'stopping'

/** Lists the states of accounts that a rotation had in hand and that keep their password from before. */
export const failedStates = ['refused', 'rejected', 'not-sent', 'not-applied'] as const

/** Counts the accounts that were not changed, for whichever reason; those that were skipped had no turn. */
export const notChanged = (counts: RotationCounts): number =>
  failedStates.reduce((sum, state) => sum + counts[state], 0)

/** Says how each standing is to be read at a glance. */
export const toneOfStanding: Record<Standing, Tone> = {
  planned: 'plain',
  first: 'warn',
  'first-done': 'warn',
  rest: 'warn',
  stopping: 'warn',
  stopped: 'warn',
  ended: 'plain',
  'cut-off': 'bad',
}
