import type { MessagePort } from 'node:worker_threads'
import type { AuditReport } from '../../shared/contract/audit.ts'
import { openAuditReader } from '../store/reader.ts'
import { anchorPath, readAnchors } from './anchors.ts'
import { verifyAudit } from './verify.ts'

/** Names the store to verify, the key from outside where one is given, and where progress is told. */
export interface VerifyTask {
  path: string
  publicKey: Uint8Array | undefined
  anchors: string | undefined
  port: MessagePort
}

/** Verifies a store's audit on a worker thread; posts `[checked, total]` as it goes. */
export function verify(task: VerifyTask): AuditReport {
  const reader = openAuditReader(task.path)
  try {
    return verifyAudit(reader, {
      anchors: readAnchors(task.anchors ?? anchorPath(task.path, reader.storeId)),
      publicKey: task.publicKey,
      onProgress: (checked, total) => {
        task.port.postMessage([checked, total])
      },
    })
  } finally {
    reader.close()
    task.port.close()
  }
}
