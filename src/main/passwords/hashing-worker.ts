import { scryptSync } from 'node:crypto'
import { getPriority, setPriority } from 'node:os'
import { compareSync, hashSync } from 'bcryptjs'

// On Linux the nice value belongs to the thread; elsewhere it would slow the whole program.
// Only root may lower it: a program that was started with a higher one stays there.
if (process.platform === 'linux' && getPriority() < 10) setPriority(10)

/** Derives a key by scrypt; gives 32 bytes. */
export function deriveKey(task: {
  secret: string
  salt: Uint8Array
  n: number
  r: number
  p: number
}): Uint8Array {
  const { secret, salt, n, r, p } = task
  return scryptSync(secret.normalize('NFKC'), salt, 32, { N: n, r, p, maxmem: 256 * n * r })
}

/** Gives the bcrypt hash of a text under 72 bytes. */
export function hashText(task: { text: string; cost: number }): string {
  return hashSync(task.text, task.cost)
}

/**
 * Says whether a text matches a bcrypt hash, and takes as long for one that was made at less than a cost, or for none
 * (null), as for one of that cost: how long it takes must not tell which accounts there are.
 */
export function compareText(task: { text: string; hash: string | null; cost: number }): boolean {
  const { text, hash, cost } = task
  const matches = hash !== null && compareSync(text, hash)
  for (const more of costsToFill(hash, cost)) hashSync(text, saltOf(more))
  return matches
}

/**
 * Gives the costs of the hashes that bring the work of one up to a cost: each step of the cost doubles the work, so that
 * one of each cost on the way comes to just that.
 */
export function costsToFill(hash: string | null, cost: number): number[] {
  const made = hash === null ? null : costOf(hash)
  if (made === null) return [cost]
  return Array.from({ length: Math.max(0, cost - made) }, (_, step) => made + step)
}

function costOf(hash: string): number | null {
  const written = /^\$2[aby]\$(\d\d)\$/.exec(hash)?.[1]
  return written === undefined ? null : Number(written)
}

function saltOf(cost: number): string {
  return `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(22)}`
}
