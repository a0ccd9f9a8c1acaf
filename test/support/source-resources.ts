import type { DeskResources } from '../../src/main/platform/resources.ts'

const at = (path: string): URL => new URL(`../../src/main/${path}`, import.meta.url)

/** Names the workers' sources, which Node runs as they stand: a test needs no build. */
export const sourceResources: DeskResources = {
  hashingWorker: at('passwords/hashing-worker.ts'),
  strengthWorker: at('passwords/strength-worker.ts'),
  auditWorker: at('audit/audit-worker.ts'),
  integrityWorker: at('store/integrity-worker.ts'),
  maintenanceWorker: at('desk/maintenance-worker.ts'),
  findingsWorker: at('audit/findings-worker.ts'),
}
