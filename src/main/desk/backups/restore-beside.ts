import type { DeriveKey, Random } from '../../../shared/model/ports.ts'
import { demandRestorable } from '../../store/files/stage-restore.ts'
import { storeVersion } from '../../store/files/store-version.ts'
import { openKeysBeside } from '../operators/keys-beside.ts'
import { restoreFrom, type RestoreDeps, type RestoredStore } from './restore-from.ts'

/** Says whether the rows with a MAC were held against the keys of the backup’s own operator, or why not. */
type RestoredRows = 'checked' | 'not-checked' | 'older'

/**
 * Restores a store that no desk has open; an operator of the backup may be named, with whose keys the rows are checked
 * as well, also of another store than the one that is there. Fails as `restoreFrom` does, and with `WRONG_PASSWORD` where
 * the backup has no such operator; then nothing was done.
 */
export async function restoreBeside(
  deps: RestoreDeps & { random: Random; deriveKey: DeriveKey },
  from: string,
  operator: { name: string; password: string } | null,
): Promise<RestoredStore & { rows: RestoredRows }> {
  if (operator === null) return { ...(await restoreFrom(deps, { from })), rows: 'not-checked' }
  demandRestorable(from, deps.storePath)
  if (storeVersion(from) === 'older') return { ...(await restoreFrom(deps, { from })), rows: 'older' }
  const vault = await openKeysBeside(from, operator, deps)
  try {
    return { ...(await restoreFrom(deps, { from }, vault)), rows: 'checked' }
  } finally {
    vault.wipe()
  }
}
