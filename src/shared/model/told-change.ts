import type { ChangeState } from './change.ts'

/** Lists how an unknown change ended where an operator decided about it: that is a word that was taken, never a proof. */
export const decidedChanges = ['decided-applied', 'decided-not-applied'] as const

/** Names how a change ended that an operator decided about. */
export type DecidedChange = (typeof decidedChanges)[number]

/** Gives how a change is told: by its state, and by what was decided where an operator's word was taken for it. */
export function toldChange<State extends ChangeState | null>(
  state: State,
  settledBy: string | null,
): State | DecidedChange {
  if (settledBy === null) return state
  if (state === 'verified') return 'decided-applied'
  return state === 'not-applied' ? 'decided-not-applied' : state
}

/** Says whether a change is told as one that an operator decided about. */
export function isDecided(told: ChangeState | DecidedChange | 'unsettled'): told is DecidedChange {
  return decidedChanges.some((one) => one === told)
}

/** Gives the state that a change has which is told so. */
export function stateOfDecided(told: DecidedChange): Extract<ChangeState, 'verified' | 'not-applied'> {
  return told === 'decided-applied' ? 'verified' : 'not-applied'
}
