import type { Vault } from '../../vault/vault.ts'

/**
 * Gives the key of the checkpoints where a file of this store names another; undefined where it names the same, or where
 * the key is not held. Whoever forged the one in the file would vouch for the rest.
 */
export function keyInPlaceOf(
  vault: Pick<Vault, 'holds' | 'checkpointPublicKey'>,
  named: Buffer | null | undefined,
): Uint8Array | undefined {
  if (!vault.holds('checkpoint')) return undefined
  const own = vault.checkpointPublicKey()
  return named?.equals(own) === true ? undefined : own
}
