import { MessageChannel } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import type { AuditReport } from '../../shared/contract/audit.ts'
import type { VerifyTask } from '../audit/audit-worker.ts'
import type { VerifyAudit } from './open-desk.ts'

/** Makes the verification of a store's audit on a worker thread; `worker` is the place of the built `audit-worker`. */
export function createVerifyAudit(worker: URL, storePath: string): VerifyAudit {
  return async (onProgress) => {
    const pool = new Tinypool({ filename: worker.href, minThreads: 0, maxThreads: 1 })
    const { port1, port2 } = new MessageChannel()
    port1.on('message', ([checked, total]: [number, number]) => {
      onProgress(checked, total)
    })
    const task: VerifyTask = { path: storePath, publicKey: undefined, anchors: undefined, port: port2 }
    try {
      return (await pool.run(task, { name: 'verify', transferList: [port2] })) as AuditReport
    } finally {
      port1.close()
      await pool.destroy()
    }
  }
}
