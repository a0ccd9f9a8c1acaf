import { markImportedHash } from '../../../shared/model/imported-hash.ts'
import type { SealedPlace } from '../../../shared/model/ports.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { hasPassword, type KeptPassword } from '../check-password.ts'
import type { ImportSession } from './import-session.ts'
import type { TakenEntry } from './taken-entry.ts'

/** Says how many of those whose passwords are replaced are named. */
const mostNamed = 5

interface GivenPassword {
  password?: string | undefined
  passwordHash?: string | undefined
}

/** Notes a password that is given in both ways, whether or not both are sound. */
export function checkPasswordGiven(
  { notes }: ImportSession,
  path: string,
  { fields, isUnsound }: TakenEntry<GivenPassword>,
): void {
  const isGiven = (name: keyof GivenPassword): boolean => fields[name] !== undefined || isUnsound(name)
  if (isGiven('password') && isGiven('passwordHash')) {
    notes.error(`${path}.passwordHash`, 'stands in place of password: give one of the two')
  }
}

/** Counts a password in force that the one given takes the place of. */
export function countReplaced(
  { replaced }: ImportSession,
  owner: { kind: 'admins' | 'users'; name: string },
  before: KeptPassword | undefined,
  given: KeptPassword | null,
): void {
  if (given === null || before === undefined || !hasPassword(before)) return
  replaced[owner.kind]++
  if (replaced.first.length < mostNamed) replaced.first.push(owner.name)
}

/** Gives the columns of a password as a document gives it, sealed at once; null where it gives none. */
export function keptPassword(
  session: ImportSession,
  { password, passwordHash }: GivenPassword,
  place: SealedPlace,
): KeptPassword | null {
  if (passwordHash !== undefined) {
    return { password_hash: markImportedHash(passwordHash), sealed_password: null }
  }
  if (password === undefined) return null
  return {
    password_hash: null,
    sealed_password: Buffer.from(session.seal('directory', new Secret(password), place)),
  }
}
