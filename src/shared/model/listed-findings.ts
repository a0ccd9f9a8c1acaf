/** Lists by what accounts with findings can be sorted: name, number of findings, and when the password was set. */
export const findingSorts = ['account', 'findings', 'changed'] as const

/** Names by what accounts with findings can be sorted. */
export type FindingSort = (typeof findingSorts)[number]
