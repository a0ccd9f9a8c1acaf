import { z } from 'zod'

/** Lists the states of a journaled change, in the order in which a change passes through them. */
export const changeStates = [
  'planned',
  'staged',
  'sending',
  'confirmed',
  'rejected',
  'not-sent',
  'unknown',
  'verified',
  'not-applied',
  'needs-operator',
] as const

/** Names the state of a journaled change. */
export type ChangeState = (typeof changeStates)[number]

/** Checks the state of a change. */
export const changeStateSchema = z.enum(changeStates)

/** Lists the states in which a change still holds its account. */
export const openChangeStates = ['planned', 'staged', 'sending', 'unknown', 'needs-operator'] as const

/** Lists what a change does to the sessions that were open before it. */
export const sessionEffects = ['sessions-stay', 'sessions-ended', 'nothing-changed', 'not-known'] as const

/** Names what a change did to the sessions that were open before it. */
export type SessionEffect = (typeof sessionEffects)[number]

/** Lists what a sign-in with a candidate can show; one that never reached the backend shows and costs nothing. */
export const probeResults = ['accepted', 'refused', 'locked-out', 'unclear', 'not-reached'] as const

/** Names what a sign-in with a candidate showed. */
export type ProbeResult = (typeof probeResults)[number]

/** Lists the passwords that a change keeps: the one from before, and the one that it sets. */
export const candidateKinds = ['old', 'new'] as const

/** Names one of the passwords that a change keeps. */
export type CandidateKind = (typeof candidateKinds)[number]
