/** Lists how a user stands: as the directory says, or locked for a while after too many wrong secrets. */
export const userStandings = ['normal', 'locked', 'disabled'] as const

/** Names how a user stands. */
export type UserStanding = (typeof userStandings)[number]

/** Lists by what users can be sorted. */
export const userSorts = ['account', 'application', 'uid', 'phone', 'email'] as const

/** Names by what users can be sorted. */
export type UserSort = (typeof userSorts)[number]
