import { z } from 'zod'

/** Lists how far a caller's case can have come; the last four are closed. */
export const resetCaseStates = [
  'opened',
  'verified',
  'code-sent',
  'unknown',
  'changed',
  'resolved',
  'untold',
  'declined',
  'abandoned',
] as const

/** Names how far a case has come. */
export type ResetCaseState = (typeof resetCaseStates)[number]

/** Checks the state of a case. */
export const resetCaseStateSchema = z.enum(resetCaseStates)

/**
 * Lists how a case can be closed: the caller can sign in, the password is set and nobody was told it, the caller was not
 * the user, or nothing came of it.
 */
export const resetClosings = ['resolved', 'untold', 'declined', 'abandoned'] as const

/** Names how a case was closed. */
export type ResetClosing = (typeof resetClosings)[number]

/** Lists by what a caller can show to be the user. */
export const callerChecks = ['called-back', 'account-details', 'identity-document', 'vouched-for'] as const

/** Names by what a caller showed to be the user. */
export type CallerCheck = (typeof callerChecks)[number]

/** Lists what is written on the time line of a case, and audited. */
export const resetSteps = [
  'opened',
  'caller-verified',
  'captcha-fetched',
  'code-sent',
  'password-set',
  'decided',
  'handed-over',
  'proof-made',
  'closed',
] as const

/** Names a step of a case. */
export type ResetStep = (typeof resetSteps)[number]

/** Lists the systems at which the desk can set a user's password for a caller. */
export const resetSystems = ['shuidi', 'yunhu', 'nobase'] as const

/** Names a system at which a caller's password can be set. */
export type ResetSystem = (typeof resetSystems)[number]

/**
 * Says how many checks a caller has to pass: where a code goes to the phone on file one is enough, where the desk
 * itself vouches for the user two are asked for.
 */
export const checksNeeded: Record<ResetSystem, number> = { shuidi: 1, yunhu: 1, nobase: 2 }

/** Lists what of an application keeps its users from a reset without a code, in the order in which it is met. */
export const withoutCodeObstacles = [
  'application-unavailable',
  'change-not-allowed',
  'token-validation-off',
] as const

/** Names what keeps a user from a reset without a code. */
export type WithoutCodeObstacle = (typeof withoutCodeObstacles)[number]
