import type { RotationRecord } from '../../shared/contract/rotations.ts'

/** Counts the accounts of a rotation that the plan did not refuse, and those of them that had their turn. */
export const progressOf = ({ counts }: Pick<RotationRecord, 'counts'>): { done: number; total: number } => {
  const of = (state: keyof RotationRecord['counts']): number => counts[state]
  const settled = of('confirmed') + of('rejected') + of('not-sent') + of('not-applied') + of('decided')
  const done = settled + of('unknown')
  return { done, total: done + of('waiting') + of('changing') }
}
