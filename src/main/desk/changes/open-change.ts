import type { JudgementColumns } from '../../../shared/model/password-judge.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import { isUnsettled } from '../../../shared/model/unsettled-changes.ts'
import { changeRows } from '../../store/changes/changes.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import { SealBrokenError } from '../../vault/sealing.ts'
import { judgementOf } from '../accounts/accounts.ts'
import { candidateOf, sealForAccount } from './candidates.ts'
import { subjectOf, type ChangeSubject } from './change-subject.ts'
import type { StagedChange } from './journal.ts'
import type { OpenDesk } from '../open-desk.ts'
import { settlingUntil } from './settle-time.ts'

/** Carries a change of which something is concluded, with all that its end needs. */
export interface ConcludedChange extends StagedChange {
  row: ChangesTable
  /** Carries what is judged of the new password; absent for a user's. */
  judged?: JudgementColumns
}

/** Carries a change whose outcome is open, with its password: the desk may be locked before its end comes. */
export interface OpenChange extends ConcludedChange {
  /** Holds the password that the change sets. */
  next: Secret
}

/** Gives a change that is to be resolved; fails with `NOT_FOUND`, or with `CHANGE_NOT_OPEN` in any other state. */
export function unresolvedChange(
  desk: OpenDesk,
  changeId: string,
): { row: ChangesTable; subject: ChangeSubject } {
  const row = changeRows(desk.store).get(changeId)
  const subject = row === undefined ? null : subjectOf(desk, row)
  if (row === undefined || subject === null) throw new Problem('NOT_FOUND', { what: 'change' })
  if (!isUnsettled(row.state)) throw new Problem('CHANGE_NOT_OPEN', { state: row.state })
  return { row, subject }
}

/**
 * Gives the same with its passwords at hand; fails also with `SETTLE_TIME` where nothing may be concluded yet, unless
 * `atOnce` says that what follows proves by itself which password is in force.
 */
export async function openChangeOf(
  desk: OpenDesk,
  changeId: string,
  { atOnce = false }: { atOnce?: boolean } = {},
): Promise<OpenChange> {
  const found = unresolvedChange(desk, changeId)
  if (!atOnce) demandSettled(desk, found.row)
  const next = candidateOf(desk, found.row, 'new')
  if (next === null) throw new Problem('PASSWORD_NOT_KNOWN')
  const sealedNext = sealForAccount(desk, found.subject, next)
  const judged =
    found.subject.kind === 'admin' ? await judgementOf(desk, found.subject.account, next) : undefined
  // Read anew: judging took a while.
  const { row, subject } = unresolvedChange(desk, changeId)
  const { operation, operator } = row
  return { id: row.id, subject, operation, operator, sealedNext, row, next, ...(judged && { judged }) }
}

/**
 * Gives a change that an operator decides about; where its new password was damaged from outside it is decided without,
 * and the account is then one whose password nobody at the desk knows.
 */
export async function decidableChangeOf(desk: OpenDesk, changeId: string): Promise<ConcludedChange> {
  try {
    return await openChangeOf(desk, changeId)
  } catch (error) {
    if (!(error instanceof SealBrokenError)) throw error
    return withoutPassword(desk, changeId)
  }
}

/** Gives a change that is to be resolved without what it seals. */
export function withoutPassword(desk: OpenDesk, changeId: string): ConcludedChange {
  const { row, subject } = unresolvedChange(desk, changeId)
  demandSettled(desk, row)
  const { operation, operator } = row
  return { id: row.id, subject, operation, operator, sealedNext: null, row }
}

function demandSettled(desk: OpenDesk, row: ChangesTable): void {
  const until = settlingUntil(desk, row)
  if (until !== null) throw new Problem('SETTLE_TIME', { until })
}
