import type { Role } from '../../shared/model/roles.ts'

/** Names the room that the page is in, before any route counts. */
export type Gate =
  | 'starting'
  | 'link-spent'
  | 'desk-ended'
  | 'no-answer'
  | 'unavailable'
  | 'restoring'
  | 'first-run'
  | 'signed-out'
  | 'own-password'
  | 'signed-in'

/** Says what routing needs to know of the session. */
export interface RoutingSession {
  readonly gate: Gate
  readonly role: Role | null
}

/** Names the first page of a room, by what the session is and may do. */
export const homeOf = (session: RoutingSession): string => {
  if (session.gate === 'signed-in') return 'overview'
  if (session.gate === 'own-password') return 'own-password'
  return session.gate === 'first-run' ? 'first-run' : 'sign-in'
}
