import type { Clock } from '../../../shared/model/ports.ts'
import { anchorsOf } from '../../audit/anchors-of.ts'
import { verifyFile } from '../../audit/verify-file.ts'
import type { Store } from '../../store/store.ts'
import { storeMeta } from '../../store/store-meta.ts'
import type { Vault } from '../../vault/vault.ts'
import { keyInPlaceOf } from './key-in-place.ts'
import type { VerifyAudit } from '../open-desk.ts'

/**
 * Makes the verification of an open store's audit on worker threads; `worker` is the place of the built
 * `audit-worker`. Rows that carry a MAC are checked where the key for it is held; and where the key of the checkpoints
 * is, the public one in the file must be its other half: else who forged the one would vouch for the rest.
 */
export function createVerifyAudit(
  worker: URL,
  { store, clock, vault, anchorPlaces }: VerifiedParts,
): VerifyAudit {
  return (onProgress) => {
    const anchors = anchorsOf(
      store.path,
      anchorPlaces().map(({ path }) => path),
    )
    return verifyFile(
      {
        path: store.path,
        options: { anchors, now: clock.now(), publicKey: keyInPlaceOf(vault, storeMeta(store).publicKey()) },
      },
      { worker, onProgress, rowMac: vault.holds('rows') ? vault.rowMac : null },
    )
  }
}

interface VerifiedParts {
  store: Store
  clock: Clock
  vault: Vault
  anchorPlaces: () => { path: string }[]
}
