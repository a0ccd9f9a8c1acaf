import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { systemClock } from '../../../src/main/platform/system-clock.ts'
import { createSystemRandom } from '../../../src/main/platform/system-random.ts'
import { sourceResources } from '../../support/source-resources.ts'
import type { WritingTask } from './told.ts'

/** Gives the task to write in a store of its own in a folder, until it is killed. */
export function writingTaskIn(folder: string): WritingTask {
  const { hashingWorker, strengthWorker, auditWorker, integrityWorker, maintenanceWorker, findingsWorker } =
    sourceResources
  return {
    storePath: join(folder, 'store', 'desk.latchkey'),
    backups: join(folder, 'backups'),
    storeId: createSystemRandom(systemClock).uuid(),
    master: randomBytes(32).toString('hex'),
    seed: 0,
    workers: {
      hashingWorker: hashingWorker.href,
      strengthWorker: strengthWorker.href,
      auditWorker: auditWorker.href,
      integrityWorker: integrityWorker.href,
      maintenanceWorker: maintenanceWorker.href,
      findingsWorker: findingsWorker.href,
    },
  }
}
