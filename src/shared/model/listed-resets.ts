/** Lists by what callers' cases can be sorted. */
export const resetSorts = ['number', 'user', 'backend', 'ticket', 'state', 'opened'] as const

/** Names by what callers' cases can be sorted. */
export type ResetSort = (typeof resetSorts)[number]
