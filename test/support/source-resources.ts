import type { DeskResources } from '../../src/main/platform/resources.ts'
import { placeOf, programSources } from './run-programs.ts'

/** Names the workers' sources, as they stand. */
export const workerSources: DeskResources = {
  hashingWorker: programSources['hashing-worker'],
  strengthWorker: programSources['strength-worker'],
  auditWorker: programSources['audit-worker'],
  integrityWorker: programSources['integrity-worker'],
  maintenanceWorker: programSources['maintenance-worker'],
  findingsWorker: programSources['findings-worker'],
}

const isRun = process.env['LATCHKEY_RUN'] !== undefined

/**
 * Names the workers of a desk that is made from its sources: a test needs no build. In a run of the tests, no key is
 * derived twice, and no password judged twice.
 */
export const sourceResources: DeskResources = {
  hashingWorker: placeOf(isRun ? 'remembering-hashing-worker' : 'hashing-worker'),
  strengthWorker: placeOf(isRun ? 'remembering-strength-worker' : 'strength-worker'),
  auditWorker: placeOf('audit-worker'),
  integrityWorker: placeOf('integrity-worker'),
  maintenanceWorker: placeOf('maintenance-worker'),
  findingsWorker: placeOf('findings-worker'),
}
