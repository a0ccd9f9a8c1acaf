import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deriveKey as derive } from '../../src/main/passwords/hashing-worker.ts'

export { compareText, hashText } from '../../src/main/passwords/hashing-worker.ts'

/**
 * Derives a key as the desk's own worker does, at the cost that is asked for, but only once in a run of the tests: what
 * was derived from the same secret, salt and cost before is read from the run's folder.
 */
export function deriveKey(task: Parameters<typeof derive>[0]): Uint8Array {
  const { secret, salt, n, r, p } = task
  const asked = JSON.stringify([secret, Buffer.from(salt).toString('hex'), n, r, p])
  const name = createHash('sha256').update(asked).digest('hex')
  const path = join(process.env['LATCHKEY_RUN'] ?? '', 'derived-keys', name)
  if (existsSync(path)) return Uint8Array.from(readFileSync(path))
  const key = derive(task)
  const own = `${path}.${randomUUID()}`
  writeFileSync(own, key)
  renameSync(own, path)
  return key
}
