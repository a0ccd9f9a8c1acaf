import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { deriveKey as derive } from '../../src/main/passwords/hashing-worker.ts'
import { derivedKeyPath } from './derived-key-path.ts'

export { compareText, hashText } from '../../src/main/passwords/hashing-worker.ts'

/**
 * Derives a key as the desk's own worker does, at the cost that is asked for, but only once in a run of the tests: what
 * was derived from the same secret, salt and cost before is read from the run's folder.
 */
export function deriveKey(task: Parameters<typeof derive>[0]): Uint8Array {
  const path = derivedKeyPath(task)
  if (existsSync(path)) return Uint8Array.from(readFileSync(path))
  const key = derive(task)
  const own = `${path}.${randomUUID()}`
  writeFileSync(own, key)
  renameSync(own, path)
  return key
}
