import { createHash } from 'node:crypto'
import type { PasswordHashing, SealedPlace, Unseal } from '../../shared/model/ports.ts'
import { Secret } from '../../shared/model/secret.ts'

/** Carries a kept password: its hash or, imported and not used yet, the sealed text. */
interface KeptPassword {
  password_hash: string | null
  sealed_password: Buffer | null
}

/** Says where one person's password is kept. */
export interface PasswordKeeper {
  place: SealedPlace
  read(): KeptPassword | undefined
  /** Puts a hash in the place of a sealed password, if that one is still there. */
  settle(sealed: Buffer, hash: string): void
}

/**
 * Gives the hash of the password in force, or null where the person is gone. An imported plain password becomes its
 * hash here, at its first use; of two first uses at once, the hash of one is kept and both get that one.
 */
export async function passwordInForce(
  keeper: PasswordKeeper,
  { unseal, hashing, encoding }: { unseal: Unseal; hashing: PasswordHashing; encoding: 'plain' | 'md5-hex' },
): Promise<string | null> {
  for (;;) {
    const kept = keeper.read()
    if (kept === undefined) return null
    if (kept.password_hash !== null) return kept.password_hash
    if (kept.sealed_password === null) return null
    const plain = unseal('directory', kept.sealed_password, keeper.place)
    keeper.settle(kept.sealed_password, await hashing.hash(encoded(plain, encoding)))
  }
}

function encoded(plain: Secret, encoding: 'plain' | 'md5-hex'): Secret {
  if (encoding === 'plain') return plain
  return new Secret(createHash('md5').update(plain.reveal(), 'utf8').digest('hex'))
}
