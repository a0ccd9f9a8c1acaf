/** Lists what the desk sends requests for: a change or reset, the sign-in before it, and what only looks. */
export const exchangePurposes = ['change', 'sign-in', 'verify', 'probe', 'reset', 'test'] as const

/** Names what the desk sends a request for. */
export type ExchangePurpose = (typeof exchangePurposes)[number]
