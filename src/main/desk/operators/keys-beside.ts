import type { DeriveKey, Random } from '../../../shared/model/ports.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { operatorNameKey } from '../../passwords/operator-rules.ts'
import { openAuditReader } from '../../store/audit/reader.ts'
import { openKeySlot } from '../../vault/key-slots.ts'
import { createVault, type Vault } from '../../vault/vault.ts'

/**
 * Opens the keys of an operator from a store that another desk may hold, without signing anybody in and without
 * writing. Fails with `WRONG_PASSWORD`, as for a name that is not there.
 */
export async function openKeysBeside(
  path: string,
  { name, password }: { name: string; password: string },
  deps: { deriveKey: DeriveKey; random: Random },
): Promise<Vault> {
  const reader = openAuditReader(path)
  const { storeId } = reader
  const found = reader.slotOf(operatorNameKey(name))
  reader.close()
  const opened = found && (await openKeySlot(found.slot, password, { storeId, name: found.name, ...deps }))
  if (opened === undefined || opened === null) throw new Problem('WRONG_PASSWORD', { triesLeft: 0 })
  const vault = createVault({ storeId, random: deps.random })
  vault.take(opened.ring)
  return vault
}
