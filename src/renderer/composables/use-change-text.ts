import type { ChangeState } from '../../shared/model/change.ts'
import { isDecided, stateOfDecided, toldChange } from '../../shared/model/told-change.ts'
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
    const told = toldChange(state, settledBy)
    if (!isDecided(told)) return { ...words.value.changeState[told], tone: toneOfState[told] }
    const { label, meaning } = words.value.changeDecided[stateOfDecided(told)]
    return { label, meaning: fill(meaning, { name: settledBy ?? '' }), tone: 'plain' }
  }
}
