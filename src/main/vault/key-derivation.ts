import type { KdfParameters } from '../../shared/model/ports.ts'

/** Holds the least cost that a slot may have; a slot under it is refused, so that nobody can lower it from outside. */
export const kdfFloor: KdfParameters = { n: 2 ** 17, r: 8, p: 1 }

/** Holds how many times the floor's work a slot may ask for; memory grows with it, to 1 GiB at most. */
const mostTimesTheFloor = 8

/** Says whether a slot's cost is at the floor or over it, and not so high as to be an attack itself. */
export function isAllowedCost({ n, r, p }: KdfParameters): boolean {
  if (![n, r, p].every(Number.isSafeInteger) || !Number.isInteger(Math.log2(n))) return false
  if (n < kdfFloor.n || r < kdfFloor.r || p < kdfFloor.p) return false
  return n * r * p <= mostTimesTheFloor * kdfFloor.n * kdfFloor.r * kdfFloor.p
}
