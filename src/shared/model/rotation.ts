import { outcomeReasons } from './outcome.ts'

/** Lists the states of a rotation, in the order in which it passes through them; it may stop and be resumed. */
export const rotationStates = [
  'planned',
  'first',
  'first-done',
  'rest',
  'stopping',
  'stopped',
  'ended',
] as const

/** Names the state of a rotation. */
export type RotationState = (typeof rotationStates)[number]

/** Lists the states in which a rotation holds its backend against another one. */
export const runningRotationStates = ['first', 'rest', 'stopping'] as const

/**
 * Lists the states of one account in a rotation: `waiting` until its turn, then what became of its change by now. An
 * unknown one may be proven since, or `decided`: an operator's word was taken for it, without a proof.
 */
export const rotationRowStates = [
  'waiting',
  'refused',
  'changing',
  'confirmed',
  'rejected',
  'not-sent',
  'not-applied',
  'decided',
  'unknown',
  'skipped',
] as const

/** Names the state of one account in a rotation. */
export type RotationRowState = (typeof rotationRowStates)[number]

/** Names the state that an account's row keeps; what became of an unknown change later stands in the change alone. */
export type StoredRowState = Exclude<RotationRowState, 'not-applied' | 'decided'>

/** Counts the accounts of a rotation by their state. */
export type RotationCounts = Record<RotationRowState, number>

/**
 * Lists why a rotation stopped or ended before every account had its turn: its first change was not confirmed, three
 * changes in a row were not, the backend gave a sign that more would do harm, it cannot be used or was changed meanwhile, an
 * administrator asked for it or gave it up, the desk was ended, the desk itself failed, or whoever began it was disabled
 * or given another role.
 */
export const rotationStopReasons = [
  'first-failed',
  'three-failures',
  'backend-signal',
  'backend-unusable',
  'asked',
  'abandoned',
  'desk-ended',
  'desk-failed',
  'operator-gone',
] as const

/** Names why a rotation stopped or ended early. */
export type RotationStopReason = (typeof rotationStopReasons)[number]

/** Lists why the desk itself refuses an account of a rotation, before anything is sent. */
export const rotationRefusals = [
  'password-not-known',
  'change-open',
  'admin-gone',
  'sealed-value-damaged',
  'request-refused',
  'userid-present',
  'current-present',
  'new-present',
  'differs-from-current',
  'length-at-most-1024',
] as const

/** Names why the desk itself refuses an account of a rotation. */
export type RotationRefusal = (typeof rotationRefusals)[number]

/** Lists what an account's row can give as its reason: a refusal of the desk's, or the reason of its outcome. */
export const rotationRowReasons = [...rotationRefusals, ...outcomeReasons] as const

/** Names the reason that an account's row gives. */
export type RotationRowReason = (typeof rotationRowReasons)[number]

/** Lists by what rotations can be sorted: by when they were planned, or by state, of one state the newest first. */
export const rotationSorts = ['planned', 'state'] as const

/** Names by what rotations can be sorted. */
export type RotationSort = (typeof rotationSorts)[number]
