/** Names the places of the files that a desk starts as worker threads. */
export interface DeskResources {
  hashingWorker: URL
  strengthWorker: URL
  auditWorker: URL
  integrityWorker: URL
  maintenanceWorker: URL
  findingsWorker: URL
}

/** Gives the places of the built workers, beside the built entry whose address is given. */
export function builtResources(entry: string): DeskResources {
  return {
    hashingWorker: new URL('./hashing-worker.js', entry),
    strengthWorker: new URL('./strength-worker.js', entry),
    auditWorker: new URL('./audit-worker.js', entry),
    integrityWorker: new URL('./integrity-worker.js', entry),
    maintenanceWorker: new URL('./maintenance-worker.js', entry),
    findingsWorker: new URL('./findings-worker.js', entry),
  }
}
