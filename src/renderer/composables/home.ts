import type { Role } from '../../shared/model/roles.ts'

/** Names the room that the page is in, before any route counts. */
export type Gate =
  'starting' | 'link-spent' | 'no-answer' | 'unavailable' | 'first-run' | 'signed-out' | 'signed-in'

/** Says what routing needs to know of the session. */
export interface RoutingSession {
  readonly gate: Gate
  readonly role: Role | null
}

const firstPage = (role: Role | null): string => {
  if (role === 'administrator') return 'admins'
  return role === 'support' ? 'users' : 'audit'
}

/** Names the first page of a room, by what the session is and may do. */
export const homeOf = (session: RoutingSession): string => {
  if (session.gate === 'signed-in') return firstPage(session.role)
  return session.gate === 'first-run' ? 'first-run' : 'sign-in'
}
