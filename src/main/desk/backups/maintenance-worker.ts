import type { BackupFault } from '../../../shared/model/problems.ts'
import type { DoctorLine } from '../../../shared/model/doctor.ts'
import { BackupError, stageBackup, type BackupTask, type StagedBackup } from '../../store/files/backup.ts'
import type { GuardedStoreRow } from '../../store/audit/guarded-rows.ts'
import { openAuditReader } from '../../store/audit/reader.ts'
import { RestoreError, type RestoreFault } from '../../store/files/restore-error.ts'
import { stageRestore, type RestoreTask } from '../../store/files/stage-restore.ts'
import { StoreError } from '../../store/store-error.ts'
import { examineStore, type ExaminationTask } from '../doctor/doctor.ts'
import { demandSoundChain, type ChainReach } from '../audit/sound-chain.ts'

export { inspectBackup } from './inspect-backup.ts'
export { listBackups } from './list-backups.ts'

/** Carries a copy that only needs its name, with its events counted and the rows whose MACs its desk can check. */
export interface StagedCopy {
  staged: StagedBackup
  events: number
  rows: GuardedStoreRow[]
}

/** Copies a store and checks the copy on a worker thread; gives why there is none where that fails. */
export function stage(task: BackupTask): StagedCopy | { fault: BackupFault } {
  let events = 0
  let rows: GuardedStoreRow[] = []
  try {
    const staged = stageBackup(task, (path) => {
      events = demandSoundChain(path).events
      rows = readRows(path)
    })
    return { staged, events, rows }
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    return { fault: error.fault }
  }
}

/** Carries a backup that only has to take the place of the store: how far its audit goes, and the rows with a MAC. */
export interface StagedBackupCopy {
  reach: ChainReach
  storeId: string
  rows: GuardedStoreRow[]
}

/** Copies a backup beside the store and checks the copy on a worker thread; gives what is wrong where that fails. */
export function stageBackupCopy(
  task: RestoreTask,
): StagedBackupCopy | { fault: RestoreFault; place: string } {
  let staged: StagedBackupCopy | undefined
  try {
    stageRestore(task, (path) => {
      const reach = demandSoundChain(path)
      const reader = openAuditReader(path)
      try {
        staged = { reach, storeId: reader.storeId, rows: reader.guardedRows() }
      } finally {
        reader.close()
      }
    })
    if (staged === undefined) throw new StoreError('damaged')
    return staged
  } catch (error) {
    if (error instanceof RestoreError) return { fault: error.fault, place: error.place }
    if (error instanceof StoreError) return { fault: error.problem, place: task.to }
    throw error
  }
}

/** Examines a store on a worker thread, and reads the rows whose MACs its desk can check. */
export function examine(task: ExaminationTask): { lines: DoctorLine[]; rows: GuardedStoreRow[] } {
  const lines = examineStore(task)
  try {
    return { lines, rows: readRows(task.path) }
  } catch {
    // Why it cannot be read stands in a line already.
    return { lines, rows: [] }
  }
}

function readRows(path: string): GuardedStoreRow[] {
  const reader = openAuditReader(path)
  try {
    return reader.guardedRows()
  } finally {
    reader.close()
  }
}
