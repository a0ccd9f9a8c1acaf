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

/** Says whether a text under 72 bytes matches a bcrypt hash. */
export function compareText(task: { text: string; hash: string }): boolean {
  return compareSync(task.text, task.hash)
}
