import type { DirectoryUser } from '../../directory/users.ts'
import { numberOf } from './read-envelope.ts'
import { ours, type DocumentedAnswer } from './wire.ts'

/** Carries the fields of a request, by the wire's names, as they came. */
export type Fields = Readonly<Record<string, unknown>>

/** Carries what an action answers: the data of a success, or a documented failure. */
export type Answer = { data: object } | DocumentedAnswer

/** Gives a field's text where it is given, well-formed and not too long. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string' || value === '' || !value.isWellFormed()) return null
  return value.length <= ours.longestText ? value : null
}

/** Says whether a field is the 0 that is carried out, as a number or as text. */
export function isZero(value: unknown): boolean {
  return numberOf(value) === 0
}

/** Gives the one user of all applications with a phone number; several are nobody. */
export function onlyUser(found: readonly DirectoryUser[]): DirectoryUser | null {
  const [user, another] = found
  return user === undefined || another !== undefined ? null : user
}
