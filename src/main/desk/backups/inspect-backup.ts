import { openAuditReader } from '../../store/audit/reader.ts'
import { RestoreError, type RestoreFault } from '../../store/files/restore-error.ts'
import { demandRestorable } from '../../store/files/stage-restore.ts'
import { readStoreContents, type StoreContents } from '../../store/examination/store-contents.ts'
import { demandSoundChain, type ChainReach } from '../audit/sound-chain.ts'

/** Says which backup is looked at, and which store it would take the place of. */
export interface InspectionTask {
  from: string
  to: string
}

/** Carries what a backup holds, and the last event of its audit. */
export interface InspectedBackup extends StoreContents, ChainReach {
  storeId: string
  /** Holds the hash of the last event; null where there is none. */
  lastHash: string | null
}

/** Looks into a backup on a worker thread, its whole audit recomputed; gives why it is none where that fails. */
export function inspectBackup({ from, to }: InspectionTask): InspectedBackup | { fault: RestoreFault } {
  try {
    demandRestorable(from, to)
    const reach = demandSoundChain(from)
    return { ...reach, ...readStoreContents(from), ...headOf(from) }
  } catch (error) {
    return { fault: error instanceof RestoreError ? error.fault : 'not-sound' }
  }
}

function headOf(path: string): { storeId: string; lastHash: string | null } {
  const reader = openAuditReader(path)
  try {
    const last = reader.highest === null ? undefined : reader.from(reader.highest, 1)[0]
    return { storeId: reader.storeId, lastHash: last?.[3] ?? null }
  } finally {
    reader.close()
  }
}
