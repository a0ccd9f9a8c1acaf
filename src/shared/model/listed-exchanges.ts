/** Lists by what the record of requests can be sorted; `at` is the order in which they ended. */
export const exchangeSorts = ['at', 'operation', 'target', 'backend', 'status', 'duration'] as const

/** Names by what the record of requests can be sorted. */
export type ExchangeSort = (typeof exchangeSorts)[number]
