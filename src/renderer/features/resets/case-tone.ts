import type { ResetCaseState } from '../../../shared/model/reset-case.ts'
import type { Tone } from '../../components/tones.ts'

/** Says how each state of a case is to be read at a glance. */
export const toneOfCase: Record<ResetCaseState, Tone> = {
  opened: 'plain',
  verified: 'plain',
  'code-sent': 'plain',
  unknown: 'warn',
  changed: 'ok',
  resolved: 'ok',
  untold: 'warn',
  declined: 'bad',
  abandoned: 'plain',
}
