import { createHash, timingSafeEqual } from 'node:crypto'
import type { PasswordHashing, SealedPlace, Unseal } from '../../shared/model/ports.ts'
import type { JudgementColumns } from '../../shared/model/password-judge.ts'
import { Secret } from '../../shared/model/secret.ts'
import { thresholds } from '../../shared/model/thresholds.ts'

/** Carries a kept password: its hash or, imported and not used yet, the sealed text. */
export interface KeptPassword {
  password_hash: string | null
  sealed_password: Buffer | null
}

/** Stands for the password of somebody who has none: no text is it, and nothing of it has to be hashed. */
export const noPassword: KeptPassword = { password_hash: 'none', sealed_password: null }

/** Says whether a password is in force, hashed or still sealed. */
export function hasPassword({ password_hash: hash, sealed_password: sealed }: KeptPassword): boolean {
  return (hash ?? sealed) !== null && hash !== noPassword.password_hash
}

/** Says where one person's password is kept. */
export interface PasswordKeeper {
  place: SealedPlace
  read(): KeptPassword | undefined
  /** Judges the password while its text is at hand, where that has not been done. */
  judge?(plain: Secret): Promise<JudgementColumns | null>
  /** Puts a hash in the place of a sealed password, with its judgement, if that one is still there. */
  settle(sealed: Buffer, hash: string, judged: JudgementColumns | null): void
}

/** Says how kept passwords are opened and hashed. */
export interface PasswordParts {
  unseal: Unseal
  hashing: PasswordHashing
  encoding: 'plain' | 'md5-hex'
}

/** Carries whether a password was right, and the hash in force that it was judged by; null where nobody is there. */
export interface PasswordVerdict {
  matches: boolean
  hash: string | null
}

/**
 * Says whether a password is the one in force, for nobody (null) and for who has none in the same time. An imported plain password becomes
 * its hash here, at its first use, which takes as long as a comparison.
 */
export async function checkPassword(
  keeper: PasswordKeeper | null,
  given: Secret,
  parts: PasswordParts,
): Promise<PasswordVerdict> {
  if (Array.from(given.reveal()).length > thresholds.passwordMax) return { matches: false, hash: null }
  for (;;) {
    const kept = keeper?.read()
    const { password_hash: hash = null, sealed_password: sealed = null } = kept ?? {}
    if (keeper === null || (hash ?? sealed) === null || hash === noPassword.password_hash) {
      return { matches: await parts.hashing.compare(given, null), hash: null }
    }
    if (hash !== null) return { matches: await parts.hashing.compare(given, hash), hash }
    const settled = await settlePassword(keeper, parts)
    if (settled !== null) return { matches: sameText(settled.plain, given), hash: settled.hash }
  }
}

/** Turns a sealed password into its hash; null where there was none, or somebody else was quicker. */
export async function settlePassword(
  keeper: PasswordKeeper,
  { unseal, hashing, encoding }: PasswordParts,
): Promise<{ plain: Secret; hash: string } | null> {
  const sealed = keeper.read()?.sealed_password ?? null
  if (sealed === null) return null
  const typed = unseal('directory', sealed, keeper.place)
  const plain = encoded(typed, encoding)
  const [hash, judged] = await Promise.all([hashing.hash(plain), keeper.judge?.(typed)])
  keeper.settle(sealed, hash, judged ?? null)
  return keeper.read()?.password_hash === hash ? { plain, hash } : null
}

function encoded(plain: Secret, encoding: 'plain' | 'md5-hex'): Secret {
  if (encoding === 'plain') return plain
  return new Secret(createHash('md5').update(plain.reveal(), 'utf8').digest('hex'))
}

function sameText(one: Secret, other: Secret): boolean {
  const [left, right] = [one, other].map((text) =>
    createHash('sha256').update(text.reveal(), 'utf8').digest(),
  )
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}
