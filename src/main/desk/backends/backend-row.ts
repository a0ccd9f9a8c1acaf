import { Problem } from '../../../shared/model/problems.ts'
import { demandIntact } from '../../directory/guarded-row.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { backendFields } from '../../store/audit/guarded-fields.ts'
import { lastRowChange } from '../../store/audit/row-changes.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import type { OpenDesk } from '../open-desk.ts'

type Parts = Pick<OpenDesk, 'store' | 'vault'>

/**
 * Gives a backend's row; fails with `SEALED_VALUE_DAMAGED` where it was edited or rolled back from outside. The events
 * of its changes are found by the name that it had before each: names are unique, so a later one is about this row.
 */
export function intactBackend(desk: Parts, id: string): BackendsTable {
  const row = backendRows(desk.store).get(id)
  if (row === undefined) throw new Problem('NOT_FOUND', { what: 'backend' })
  const { name, mac, changed_seq: changedSeq } = row
  const lastChange = Math.max(
    lastRowChange(desk.store, 'backend.changed', name),
    lastRowChange(desk.store, 'backend.removed', name),
  )
  demandIntact(
    { table: 'backends', name, fields: backendFields(row), mac, changedSeq },
    { rowMac: desk.vault.rowMac, lastChange },
  )
  return row
}

/** Says whether a backend's row is as the desk left it. */
export function isBackendIntact(desk: Parts, id: string): boolean {
  try {
    intactBackend(desk, id)
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'SEALED_VALUE_DAMAGED') return false
    throw error
  }
}

/** Gives a row with its MAC. */
export function sealedRow(desk: Pick<OpenDesk, 'vault'>, row: Omit<BackendsTable, 'mac'>): BackendsTable {
  return { ...row, mac: desk.vault.rowMac('backends', backendFields(row)) }
}

/** Gives the origin that a backend's secrets are bound to; the desk's own has one name, whatever its port. */
export function originOf({ built_in, url }: Pick<BackendsTable, 'built_in' | 'url'>): string {
  return built_in === 1 ? 'built-in' : new URL(url ?? '').origin
}
