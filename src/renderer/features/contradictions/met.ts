import type { ContradictionRecord } from '../../../shared/contract/contradictions.ts'

/** Gives when an answer last met a contradiction (UTC), over all backends; null where none has. */
export const lastMet = ({ seen }: Pick<ContradictionRecord, 'seen'>): string | null =>
  seen
    .map(({ lastAt }) => lastAt)
    .reduce<string | null>((one, other) => (one === null || other > one ? other : one), null)

/** Counts the answers that met a contradiction, over all backends. */
export const timesMet = ({ seen }: Pick<ContradictionRecord, 'seen'>): number =>
  seen.reduce((sum, { times }) => sum + times, 0)

/** Names by what the table of contradictions can be sorted. */
export type ContradictionSort = 'matter' | 'documents' | 'where' | 'times' | 'last'
