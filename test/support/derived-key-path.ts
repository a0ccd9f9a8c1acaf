import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { deriveKey } from '../../src/main/passwords/hashing-worker.ts'

/** Says where the run keeps the key that is derived from a secret with a salt, at a cost. */
export function derivedKeyPath({ secret, salt, n, r, p }: Parameters<typeof deriveKey>[0]): string {
  const asked = JSON.stringify([secret, Buffer.from(salt).toString('hex'), n, r, p])
  const name = createHash('sha256').update(asked).digest('hex')
  return join(process.env['LATCHKEY_RUN'] ?? '', 'derived-keys', name)
}
