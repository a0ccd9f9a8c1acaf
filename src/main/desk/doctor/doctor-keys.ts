import type { DoctorLine } from '../../../shared/model/doctor.ts'
import { checkRowMacs } from '../../audit/check-row-macs.ts'
import type { GuardedStoreRow } from '../../store/audit/guarded-rows.ts'
import { storeMeta } from '../../store/store-meta.ts'
import { findBrokenSeals } from './check-seals.ts'
import { failing, notChecked, well } from './doctor-line.ts'
import { keyInPlaceOf } from '../audit/key-in-place.ts'
import type { OpenDesk } from '../open-desk.ts'

type Parts = Pick<OpenDesk, 'store' | 'vault'>

/** Examines what only keys can show: whether rows are as the desk left them, and whether what is sealed opens. */
export async function examineWithKeys(parts: Parts, rows: readonly GuardedStoreRow[]): Promise<DoctorLine[]> {
  return [await examineRows(parts, rows), await examineSeals(parts)]
}

/** Says of what only keys can show that it needs an operator. */
export const withoutKeys: readonly DoctorLine[] = [
  notChecked('rows', 'needs-operator'),
  notChecked('sealed-values', 'needs-operator'),
]

/** Says of the same that a store of an older version has to be opened first. */
export const beforeOpening: readonly DoctorLine[] = [
  notChecked('rows', 'needs-opening-first'),
  notChecked('sealed-values', 'needs-opening-first'),
]

async function examineRows({ store, vault }: Parts, rows: readonly GuardedStoreRow[]): Promise<DoctorLine> {
  if (!vault.holds('rows')) return notChecked('rows', 'needs-operator')
  if (keyInPlaceOf(vault, storeMeta(store).publicKey()) !== undefined) {
    return failing('rows', 'rows-edited', {
      table: 'store_meta',
      row: 'checkpoint_public_key',
      fault: 'another key',
    })
  }
  const [edited] = await checkRowMacs(rows, vault.rowMac)
  if (edited === undefined) return well('rows', 'rows-intact', { rows: rows.length })
  return failing('rows', 'rows-edited', { table: edited.table, row: edited.row, fault: edited.fault })
}

const sealingKeys = ['accounts', 'backends', 'directory'] as const

async function examineSeals(parts: Parts): Promise<DoctorLine> {
  if (sealingKeys.every((key) => !parts.vault.holds(key))) {
    return notChecked('sealed-values', 'needs-operator')
  }
  const { opened, broken } = await findBrokenSeals(parts)
  if (broken[0] === undefined) return well('sealed-values', 'seals-open', { opened })
  return failing('sealed-values', 'seals-broken', { first: broken[0], broken: broken.length })
}
