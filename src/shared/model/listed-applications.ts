/** Lists by what applications can be sorted. */
export const applicationSorts = ['appid', 'name', 'status'] as const

/** Names by what applications can be sorted. */
export type ApplicationSort = (typeof applicationSorts)[number]
