import type { DeskClient } from '../../../shared/contract/index.ts'
import type { Tone } from '../../components/tones.ts'

/** Carries one operator as the list gives them. */
export type ListedOperator = Awaited<ReturnType<DeskClient['operators']['list']>>[number]

/** Names what can be done to the key slot of another operator. */
export type SlotTask = 'role' | 'disable' | 'readmit'

/** Names how an operator stands; several can hold at once. */
export type Standing = 'active' | 'disabled' | 'mustChange' | 'locked'

/** Lists how an operator can stand, what needs somebody first. */
export const standings: readonly Standing[] = ['locked', 'mustChange', 'active', 'disabled']

/** Names by what the list of operators can be sorted. */
export type OperatorSort = 'name' | 'role' | 'state' | 'lastSignIn' | 'since'

/** Says how each standing is to be read at a glance. */
export const toneOfStanding: Record<Standing, Tone> = {
  active: 'ok',
  disabled: 'plain',
  mustChange: 'warn',
  locked: 'bad',
}

/** Tells how an operator stands, what needs somebody first; whoever is disabled is nothing else. */
export const standingsOf = (operator: ListedOperator): readonly Standing[] => {
  if (operator.disabledAt !== null) return ['disabled']
  const found: Standing[] = []
  if (operator.lockedUntil !== null) found.push('locked')
  if (operator.mustChange) found.push('mustChange')
  return found.length === 0 ? ['active'] : found
}
