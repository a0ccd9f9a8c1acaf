import { markImportedHash } from '../../../shared/model/imported-hash.ts'
import type { SealedPlace } from '../../../shared/model/ports.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { KeptPassword } from '../check-password.ts'
import type { ImportSession } from './import-session.ts'

/** Gives the columns of a password as a document gives it, sealed at once; null where it gives none. */
export function keptPassword(
  session: ImportSession,
  path: string,
  given: { password?: string | undefined; passwordHash?: string | undefined },
  place: SealedPlace,
): KeptPassword | null {
  const { password, passwordHash } = given
  if (password !== undefined && passwordHash !== undefined) {
    session.notes.error(`${path}.passwordHash`, 'stands in place of password: give one of the two')
  }
  if (passwordHash !== undefined) {
    return { password_hash: markImportedHash(passwordHash), sealed_password: null }
  }
  if (password === undefined) return null
  return {
    password_hash: null,
    sealed_password: Buffer.from(session.seal('directory', new Secret(password), place)),
  }
}
