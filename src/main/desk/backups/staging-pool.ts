import { Tinypool } from 'tinypool'
import type { BackupFault } from '../../../shared/model/problems.ts'
import type { BackupTask } from '../../store/files/backup.ts'
import type { StagedCopy } from './maintenance-worker.ts'

/** Copies a store and checks the copy; gives why there is none where that fails. */
export type StageBackup = (task: BackupTask) => Promise<StagedCopy | { fault: BackupFault }>

/** Makes copies of a store on a worker thread, which ends when it has nothing to do. */
export function createStagingPool(worker: URL): { stage: StageBackup; close: () => Promise<void> } {
  const pool = new Tinypool({ filename: worker.href, minThreads: 0, maxThreads: 1, idleTimeout: 10_000 })
  return {
    stage: (task) => pool.run(task, { name: 'stage' }) as ReturnType<StageBackup>,
    close: () => pool.destroy(),
  }
}
