import type { AuditReport } from '../../../shared/contract/audit.ts'
import type { DeriveKey, Random } from '../../../shared/model/ports.ts'
import type { Role } from '../../../shared/model/roles.ts'
import type { VerifyTask } from '../../audit/audit-worker.ts'
import { verifyFile } from '../../audit/verify-file.ts'
import { operatorNameKey } from '../../passwords/operator-rules.ts'
import { openAuditReader } from '../../store/audit/reader.ts'
import { openKeySlot } from '../../vault/key-slots.ts'
import { createVault, type Vault } from '../../vault/vault.ts'
import { keyInPlaceOf } from './key-in-place.ts'

/** Says what a store that is not opened is verified with. */
export interface VerifyBesideDeps {
  worker: URL
  deriveKey: DeriveKey
  random: Random
}

/** Carries what a verification found, and with whose keys rows were checked; null for an auditor's copy, which has none. */
export interface VerifiedBeside {
  report: AuditReport
  checkedBy: { name: string; role: Role } | null
}

/**
 * Verifies a store without opening it for writing, with what an operator's keys can check: rows, and whether the file
 * names the right key for checkpoints. An auditor's copy has no operators: it is verified without. Nothing is counted or
 * written, so a wrong password is only refused.
 */
export async function verifyBeside(
  { worker, deriveKey, random }: VerifyBesideDeps,
  task: VerifyTask,
  { name, password }: { name: string; password: string },
): Promise<VerifiedBeside | 'wrong-password'> {
  const reader = openAuditReader(task.path)
  const { storeId, isAuditCopy, publicKey: named } = reader
  const found = reader.slotOf(operatorNameKey(name))
  reader.close()
  if (isAuditCopy) return { report: await verifyFile(task, { worker, rowMac: null }), checkedBy: null }
  const known = { storeId, name: found?.name ?? '', deriveKey, random }
  const opened = found && (await openKeySlot(found.slot, password, known))
  if (found === undefined || opened === undefined || opened === null) return 'wrong-password'
  const vault: Vault = createVault({ storeId, random })
  vault.take(opened.ring)
  try {
    const publicKey = task.options.publicKey ?? keyInPlaceOf(vault, named)
    const asked = { ...task, options: { ...task.options, publicKey } }
    const report = await verifyFile(asked, { worker, rowMac: vault.rowMac })
    return { report, checkedBy: { name: found.name, role: found.slot.role } }
  } finally {
    vault.wipe()
  }
}
