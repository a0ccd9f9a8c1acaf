import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'
import { bareImportedHash } from '../../shared/model/imported-hash.ts'
import type { DeriveKey, PasswordHashing } from '../../shared/model/ports.ts'
import type { Secret } from '../../shared/model/secret.ts'

/** Runs every slow hash on worker threads, so that the main thread stays free. */
export interface HashingPool {
  /** Derives slot keys by scrypt, two at a time at most: each takes 128 MiB. */
  deriveKey: DeriveKey
  /** Makes directory hashing from the vault's pepper and a bcrypt cost. */
  forDirectory(options: { pepper: (password: Secret) => string; cost: () => number }): PasswordHashing
  close(): Promise<void>
}

/** Starts the worker threads; `worker` is the place of the built `hashing-worker`. */
export function createHashingPool(worker: URL): HashingPool {
  const filename = worker.href
  const derivations = new Tinypool({ filename, minThreads: 0, maxThreads: 2, idleTimeout: 1_000 })
  const hashes = new Tinypool({
    filename,
    minThreads: 0,
    maxThreads: availableParallelism(),
    idleTimeout: 60_000,
  })

  return {
    deriveKey: (secret, salt, { n, r, p }) =>
      derivations.run(
        { secret, salt: Uint8Array.from(salt), n, r, p },
        { name: 'deriveKey' },
      ) as Promise<Uint8Array>,
    forDirectory({ pepper, cost }) {
      const hash = (text: string): Promise<string> =>
        hashes.run({ text, cost: cost() }, { name: 'hashText' }) as Promise<string>
      return {
        hash: (password) => hash(pepper(password)),
        async compare(password, stored) {
          const imported = bareImportedHash(stored)
          const text = imported === null ? pepper(password) : password.reveal()
          const task = { text, hash: imported ?? stored, cost: cost() }
          return (await hashes.run(task, { name: 'compareText' })) as boolean
        },
      }
    },
    async close() {
      await Promise.all([derivations.destroy(), hashes.destroy()])
    },
  }
}
