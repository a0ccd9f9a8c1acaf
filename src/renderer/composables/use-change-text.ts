import type { ChangeState } from '../../shared/model/change.ts'
import { toneOfState, type Tone } from '../components/tones.ts'
import { useText } from './use-text.ts'

/** Says in words how a change stands, and how that is to be read at a glance. */
export interface ChangeText {
  label: string
  meaning: string
  tone: Tone
}

/** Tells how a change stands: one that an operator decided about is told as a word that was taken, never as a proof. */
export const useChangeText = (): ((change: {
  state: ChangeState
  settledBy: string | null
}) => ChangeText) => {
  const { words, fill } = useText()
  return ({ state, settledBy }) => {
    if (settledBy === null || (state !== 'verified' && state !== 'not-applied')) {
      return { ...words.value.changeState[state], tone: toneOfState[state] }
    }
    const { label, meaning } = words.value.changeDecided[state]
    return { label, meaning: fill(meaning, { name: settledBy }), tone: 'plain' }
  }
}
