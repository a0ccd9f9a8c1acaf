import type { DeskResources } from '../../src/main/platform/resources.ts'

const at = (path: string): URL => new URL(`../../src/main/${path}`, import.meta.url)

/** Names the source of the worker that hashes. */
export const hashingWorkerSource = at('passwords/hashing-worker.ts')

/**
 * Names the workers' sources, which Node runs as they stand: a test needs no build. In a run of the tests, the one that
 * hashes derives no key twice.
 */
export const sourceResources: DeskResources = {
  hashingWorker:
    process.env['LATCHKEY_RUN'] === undefined
      ? hashingWorkerSource
      : new URL('remembering-hashing-worker.ts', import.meta.url),
  strengthWorker: at('passwords/strength-worker.ts'),
  auditWorker: at('audit/audit-worker.ts'),
  integrityWorker: at('store/integrity-worker.ts'),
  maintenanceWorker: at('desk/maintenance-worker.ts'),
  findingsWorker: at('audit/findings-worker.ts'),
}
