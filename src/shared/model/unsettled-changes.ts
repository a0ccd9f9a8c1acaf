import type { ChangeState } from './change.ts'

/** Lists the states of a change that was sent, and of which nobody knows what became of it. */
export const unsettledChangeStates = ['unknown', 'needs-operator'] as const satisfies readonly ChangeState[]

/** Says whether a change that stands so was sent, and nobody knows what became of it. */
export function isUnsettled(state: ChangeState | undefined): boolean {
  return unsettledChangeStates.some((one) => one === state)
}
