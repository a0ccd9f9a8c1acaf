import { ours } from './wire.ts'

/** Says whether a value is text that counts as given: well-formed, not empty, and not too long. */
export function isGivenText(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || !value.isWellFormed()) return false
  return value.length <= ours.longestText || [...value].length <= ours.longestText
}
