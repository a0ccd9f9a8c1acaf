import type { AuditLog } from '../../audit/audit-log.ts'
import type { Directory } from '../../directory/directory.ts'
import type { Store } from '../../store/store.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Judging } from '../accounts/judge-passwords.ts'
import type { Live } from '../live.ts'
import type { Sessions } from './sessions.ts'

/** Says what of a desk a lock acts on. */
export interface LockedParts {
  sessions: Sessions
  vault: Vault
  audit: AuditLog
  directory: Pick<Directory, 'backgroundHashing'>
  judging: Judging
  store: Store
  live: Live
  /** Signs what is unsigned. */
  checkpoint: () => void
  /** Keeps secrets that nobody may come back to. */
  kept: readonly { clear: () => void }[]
}

/**
 * Ends every session and wipes the keys that a lock wipes, before anything that could fail; then it puts the lock into
 * the audit and signs it. Does nothing where nobody is signed in.
 */
export function lockDesk(
  { sessions, vault, audit, directory, judging, store, live, checkpoint, kept }: LockedParts,
  by: string,
  why: 'asked' | 'idle' | 'exit' | 'restore',
): void {
  if (sessions.isEmpty()) return
  sessions.endAll()
  for (const place of kept) place.clear()
  void directory.backgroundHashing.stop()
  void judging.stop()
  vault.lock()
  try {
    audit.append({ action: 'operator.locked', result: 'done', actor: by, target: 'desk', detail: { why } })
    checkpoint()
    store.checkpointLog()
  } finally {
    live.publish('locked')
  }
}
