import type { KdfParameters } from '../../shared/model/ports.ts'

/** Holds the least cost that a slot may have; a slot under it is refused, so that nobody can lower it from outside. */
export const kdfFloor: KdfParameters = { n: 2 ** 17, r: 8, p: 1 }

/** Says whether a slot's cost is at the floor or over it, and not so high as to be an attack itself. */
export function isAllowedCost({ n, r, p }: KdfParameters): boolean {
  const enough = n >= kdfFloor.n && r >= kdfFloor.r && p >= kdfFloor.p
  return enough && n <= 2 ** 20 && (n & (n - 1)) === 0 && r <= 16 && p <= 4
}
