import type { Outcome } from '../../../shared/model/outcome.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { ResetCaseState } from '../../../shared/model/reset-case.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { userName } from '../../../shared/model/user-reference.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { resetRequestRows } from '../../store/resets/reset-requests.ts'
import type { ResetRequestsTable } from '../../store/schema/reset-schema.ts'
import { candidateOf } from '../changes/candidates.ts'
import type { ChangeResult } from '../changes/change-admin-password.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { draftForReset } from '../resets/reset-drafts.ts'
import type { ResetProof } from '../resets/reset-request.ts'
import { continueReset, resetUserPassword, type BesideChange } from '../resets/reset-user-password.ts'
import { demandState, recordCaseStep, userOf } from './case-row.ts'
import { caseView } from './case-view.ts'
import { demandPasswordForm, passwordFormOf } from './password-form.ts'

/** Carries the code as the caller told it, and the new password: of the caller's choice, or made by the desk. */
export interface NewUserPassword {
  id: string
  code: string
  next: { from: 'generated' } | { from: 'typed'; password: string }
}

/** Gives a generated password a length, and characters, that are told on the phone without a slip. */
const toldLength = 12
const toldClasses = ['letters', 'digits'] as const

/**
 * Sets the password that a case is about, through the journal; where it is not known what became of an earlier request,
 * sends that one's password again with the fresh code, whatever `next` says.
 */
export async function setCasePassword(
  desk: OpenDesk,
  by: Operator,
  { id, code, next }: NewUserPassword,
): Promise<{ outcome: Outcome }> {
  const { row, change, state } = demandState(desk, id, ['verified', 'code-sent', 'unknown'])
  const needsCode = row.system !== 'nobase'
  if (needsCode && state === 'verified') throw new Problem('RESET_STATE', { state })
  const isRepeat = state === 'unknown' && change !== undefined
  if (isRepeat && !needsCode) throw new Problem('RESET_STATE', { state })
  if (!isRepeat && next.from === 'typed') demandPasswordForm(desk, row, next.password)
  const beside: BesideChange = {
    staged(changeId) {
      // Not known until it ends: a desk that is ended in between finds the case so, and the change with it.
      resetRequestRows(desk.store).update(row.id, { state: 'unknown', change_id: changeId })
    },
    ended(result) {
      recordEnd(desk, by, row, {
        result,
        before: state,
        sent: isRepeat ? { from: change.password_from, again: true } : { from: next.from },
      })
    },
  }
  const { outcome } = isRepeat
    ? await continueReset(desk, by, { changeId: change.id, code, codeid: row.codeid ?? '' }, beside)
    : await begin(desk, by, row, { code, next, beside })
  return { outcome }
}

function recordEnd(
  desk: OpenDesk,
  by: Operator,
  row: ResetRequestsTable,
  {
    result,
    before,
    sent,
  }: { result: ChangeResult; before: ResetCaseState; sent: { from: string; again?: true } },
): void {
  const { outcome, changeId } = result
  const isWrongCode = outcome.reason === 'code-invalid' || outcome.reason === 'code-expired'
  recordCaseStep(desk, row, by, {
    step: 'password-set',
    result: result.state === 'unknown' ? 'pending' : isSet(result) ? 'done' : 'failed',
    detail: {
      ...sent,
      ...(!isSet(result) && { status: outcome.status, reason: outcome.reason }),
      ...(changeId !== null && { change: changeId }),
    },
    set: {
      state: nextState(result, before),
      ...(changeId !== null && { change_id: changeId }),
      ...(isWrongCode && { code_tries: row.code_tries + 1 }),
    },
  })
}

/** Shows the generated password of a case, once: the event stands before the password is given. */
export function handOver(desk: OpenDesk, by: Operator, id: string): { password: string } {
  const { row, change } = demandState(desk, id, ['changed'])
  if (!caseView(desk, id).canHandOver || change === undefined) throw new Problem('HANDED_OVER')
  const kept = changeRows(desk.store).get(change.id)
  const password = kept === undefined ? null : candidateOf(desk, kept, 'new')
  if (password === null) throw new Problem('HANDED_OVER')
  recordCaseStep(desk, row, by, { step: 'handed-over', detail: { change: change.id } })
  return { password: password.reveal() }
}

async function begin(
  desk: OpenDesk,
  by: Operator,
  row: ResetRequestsTable,
  { code, next: given, beside }: Pick<NewUserPassword, 'code' | 'next'> & { beside: BesideChange },
): Promise<ChangeResult> {
  const { backend_id: backendId } = row
  const user = userOf(row)
  const proof = proofOf(desk, row, code)
  const next =
    given.from === 'typed'
      ? given
      : {
          from: 'draft' as const,
          draftId: (await draftToTell(desk, row)).draftId,
        }
  const reason = [row.ticket, row.reason].filter((part) => part !== '').join(' – ')
  const confirmation = userName(user)
  const input = { backendId, user, proof, next, reason, confirmation }
  const result = await resetUserPassword(desk, by, input, beside)
  // A token that was minted for a request which is over opens nothing any more.
  if (proof.by === 'token' && result.state !== 'unknown') desk.directory.tokens.revoke(proof.secret)
  return result
}

function draftToTell(desk: OpenDesk, row: ResetRequestsTable) {
  const { backend_id: backendId, system } = row
  const { min, max } = passwordFormOf(desk, row)
  const length = Math.max(toldClasses.length, min, Math.min(max, toldLength))
  return draftForReset(desk, { backendId, system, length, classes: toldClasses })
}

function proofOf(desk: OpenDesk, row: ResetRequestsTable, code: string): ResetProof {
  if (row.system !== 'nobase') return { by: 'code', secret: new Secret(code), codeid: row.codeid ?? '' }
  const user = desk.directory.users.byAccount(row.appid, row.account)
  if (user === null) throw new Problem('NOT_FOUND', { what: 'user' })
  return {
    by: 'token',
    secret: desk.directory.tokens.issueToUser(user, thresholds.ownTokenLife, 'desk').token,
  }
}

function isSet({ state }: ChangeResult): boolean {
  return state === 'confirmed' || state === 'verified'
}

function nextState(result: ChangeResult, before: ResetCaseState): ResetCaseState {
  if (isSet(result)) return 'changed'
  return result.state === 'unknown' ? 'unknown' : before
}
