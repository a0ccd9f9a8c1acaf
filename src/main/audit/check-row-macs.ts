import { timingSafeEqual } from 'node:crypto'
import type { AuditReport } from '../../shared/contract/audit.ts'
import type { GuardedStoreRow } from '../store/audit/guarded-rows.ts'

/** Gives the MAC of a row's fields. */
export type RowMac = (table: string, fields: readonly string[]) => Buffer

type BadRow = AuditReport['badRows'][number]

const batch = 200

/**
 * Checks the MAC of every row and its sequence against the audit, a few at a time. A row whose event is not there, or
 * is another's, or is not its last, was put back; one that is gone was taken away.
 */
export async function checkRowMacs(rows: readonly GuardedStoreRow[], rowMac: RowMac): Promise<BadRow[]> {
  const bad: BadRow[] = []
  for (const [at, row] of rows.entries()) {
    if (at % batch === batch - 1) await new Promise((resolve) => setImmediate(resolve))
    const fault = rowFault(row, rowMac)
    if (fault !== null) bad.push({ table: row.table, row: row.name, fault })
  }
  return bad
}

/** Puts into a report that rows were checked, and which of them do not hold. */
export function withBadRows(report: AuditReport, badRows: BadRow[]): AuditReport {
  const verdict = badRows.length > 0 ? 'tampered' : report.verdict
  return { ...report, verdict, rowMacs: 'checked', badRows }
}

/** Says what is wrong with one row; null where it holds. */
export function rowFault(row: GuardedStoreRow, rowMac: RowMac): BadRow['fault'] | null {
  if (row.isMissing) return 'missing'
  if (row.fields === null) return 'mac'
  const expected = rowMac(row.table, row.fields)
  const mac = Buffer.from(row.mac)
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return 'mac'
  return row.isAudited && !row.isOutdated ? null : 'rollback'
}
