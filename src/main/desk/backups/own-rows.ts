import { rowFault } from '../../audit/check-row-macs.ts'
import { openAuditReader } from '../../store/audit/reader.ts'
import type { Vault } from '../../vault/vault.ts'
import { keyInPlaceOf } from '../audit/key-in-place.ts'

/** Holds the rows of a store, and the key that it names, against its operator’s keys; throws where one does not hold. */
export function demandOwnRows(path: string, vault: Vault): void {
  const reader = openAuditReader(path)
  try {
    if (keyInPlaceOf(vault, reader.publicKey) !== undefined) throw new Error('the file names another key')
    const bad = reader.guardedRows().find((row) => rowFault(row, vault.rowMac) !== null)
    if (bad !== undefined) throw new Error(`a row does not hold: ${bad.table} / ${bad.name}`)
  } finally {
    reader.close()
  }
}
