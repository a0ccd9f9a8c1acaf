import { z } from 'zod'
import { backupFaults, type BackupFault } from '../../shared/model/problems.ts'
import { auditRows } from '../store/audit/audit-events.ts'
import { lastRowChange } from '../store/audit/row-changes.ts'
import type { Store } from '../store/store.ts'

/** Carries when a desk last made a backup of a store, and when it last failed to (UTC), as the audit has it. */
export interface LastBackup {
  made: { at: string; file: string } | null
  failed: { at: string; why: BackupFault | null; file: string } | null
}

const detailSchema = z.object({
  file: z.string().catch(''),
  why: z.enum(backupFaults).nullable().catch(null),
})

/** Reads from the audit when a desk last backed a store up; what a command made beside a desk is not in it. */
export function lastBackupOf(store: Store): LastBackup {
  const made = lastEvent(store, 'store.backed-up')
  const failed = lastEvent(store, 'store.backup-failed')
  return {
    made: made && { at: made.at, file: made.file },
    failed: failed && { at: failed.at, why: failed.why, file: failed.file },
  }
}

function lastEvent(store: Store, action: 'store.backed-up' | 'store.backup-failed') {
  const seq = lastRowChange(store, action, store.id)
  const event = seq === 0 ? undefined : auditRows(store).list({}, seq + 1, 1)[0]
  return event === undefined ? null : { at: event.at, ...detailOf(event.detail) }
}

function detailOf(text: string): z.infer<typeof detailSchema> {
  try {
    return detailSchema.parse(JSON.parse(text))
  } catch {
    // What was changed from outside is named by a verification, and must not keep the rest from being shown.
    return { file: '', why: null }
  }
}
