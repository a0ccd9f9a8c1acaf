/** Lists the flags of a console at nobase in the order in which the page shows them. */
export const consoleFlags = ['tokenValidation', 'allowPasswordChange'] as const

/** Names how a flag is shown in a menu; empty where nobody knows. */
export type FlagChoice = '' | 'on' | 'off'

/** Gives the choice that stands for a recorded flag. */
export const flagChoice = (value: boolean | null): FlagChoice => (value === null ? '' : value ? 'on' : 'off')

/** Gives the flag that a choice records. */
export const flagOfChoice = (choice: FlagChoice): boolean | null => (choice === '' ? null : choice === 'on')
