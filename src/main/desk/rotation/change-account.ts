import type { ChangeState } from '../../../shared/model/change.ts'
import { Problem, type ProblemCode } from '../../../shared/model/problems.ts'
import type { RotationRefusal, RotationRowReason, StoredRowState } from '../../../shared/model/rotation.ts'
import { rotationRows, type RotationAccountRow, type RotationRow } from '../../store/changes/rotations.ts'
import { SealBrokenError } from '../../vault/sealing.ts'
import { changeAdminPassword } from '../changes/change-admin-password.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { newRotationPassword } from './new-password.ts'

/** Carries what became of one account of a rotation. */
export interface RowEnd {
  state: StoredRowState
  reason: RotationRowReason | null
}

/** Says what a problem that stands before a change means for its account. */
const refusals: Partial<Record<ProblemCode, RotationRefusal>> = {
  PASSWORD_NOT_KNOWN: 'password-not-known',
  CHANGE_OPEN: 'change-open',
  NOT_FOUND: 'admin-gone',
  SEALED_VALUE_DAMAGED: 'sealed-value-damaged',
}

/**
 * Changes the password of one account of a rotation and writes down what became of it. Gives null where the backend
 * could not be used at all: the account waits again, and nothing was sent.
 */
export async function changeAccount(
  desk: OpenDesk,
  operator: Operator,
  rotation: RotationRow,
  row: RotationAccountRow,
): Promise<RowEnd | null> {
  const rows = rotationRows(desk.store)
  const write = (values: Parameters<typeof rows.updateRow>[2]): void => {
    rows.updateRow(rotation.id, row.position, values)
    desk.live.publish('rotation')
  }
  write({ state: 'changing' })
  try {
    const { state, changeId, outcome } = await changeAdminPassword(desk, operator, {
      accountId: row.account_id,
      current: { from: 'vault' },
      next: { from: 'generated', secret: newRotationPassword(desk, rotation.password_length) },
      // Whoever started the rotation has typed the backend's name for all of its accounts.
      confirmation: row.account,
      rotationId: rotation.id,
    })
    const end: RowEnd = { state: state === null ? 'refused' : rowStateOf(state), reason: outcome.reason }
    write({ ...end, change_id: changeId, ended_at: desk.timestamp() })
    return end
  } catch (error) {
    const begun = rows.changeOf(rotation.id, row.account_id) !== undefined
    if (!begun && error instanceof Problem && error.code === 'BACKEND_DOWN') {
      write({ state: 'waiting' })
      return null
    }
    const reason = refusalIn(error)
    if (begun || reason === null) throw error
    write({ state: 'refused', reason, ended_at: desk.timestamp() })
    return { state: 'refused', reason }
  }
}

/** Gives the state of an account whose change ended so; one that is open, or was settled later, had no known end. */
export function rowStateOf(state: ChangeState): StoredRowState {
  switch (state) {
    case 'confirmed':
      return 'confirmed'
    case 'rejected':
      return 'rejected'
    case 'not-sent':
      return 'not-sent'
    default:
      return 'unknown'
  }
}

function refusalIn(error: unknown): RotationRefusal | null {
  if (error instanceof SealBrokenError) return 'sealed-value-damaged'
  return error instanceof Problem ? (refusals[(error as Problem).code] ?? null) : null
}
