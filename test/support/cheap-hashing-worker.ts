import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { deriveKey as derive } from '../../src/main/passwords/hashing-worker.ts'
import { derivedKeyPath } from './derived-key-path.ts'

export { compareText, hashText } from '../../src/main/passwords/hashing-worker.ts'

/** Gives the key that the run has derived before, and makes every other by one hash, whatever cost is asked for. */
export function deriveKey(task: Parameters<typeof derive>[0]): Uint8Array {
  const path = derivedKeyPath(task)
  if (existsSync(path)) return Uint8Array.from(readFileSync(path))
  return Uint8Array.from(createHash('sha256').update(path).digest())
}
