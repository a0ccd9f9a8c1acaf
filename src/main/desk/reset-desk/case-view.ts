import { z } from 'zod'
import type { ResetCase, ResetRow } from '../../../shared/contract/reset-desk.ts'
import { callerChecks, checksNeeded, resetSteps } from '../../../shared/model/reset-case.ts'
import { backendRows, builtInBackendId } from '../../store/backends/backends.ts'
import { resetRequestRows } from '../../store/resets/reset-requests.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import type { OpenDesk } from '../open-desk.ts'
import { readOutcome } from '../read-outcome.ts'
import { settlingUntil } from '../changes/settle-time.ts'
import { demandCase, type StandingCase } from './case-row.ts'
import { codeFacts } from './code-facts.ts'
import { directoryUserOf } from './directory-user.ts'
import { passwordFormOf } from './password-form.ts'

const checksSchema = z.array(z.enum(callerChecks))
const stepSchema = z.enum(resetSteps)
const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** Gives a case as the queue shows it. */
export function rowView(desk: OpenDesk, found: StandingCase): ResetRow {
  const { row, state } = found
  const backend = backendRows(desk.store).get(row.backend_id)
  const code = hasCodeOut(found) ? codeFacts(desk, row) : null
  return {
    id: row.id,
    number: row.number,
    backend: {
      id: row.backend_id,
      name: backend?.name ?? row.backend_id,
      environment: backend?.environment ?? 'production',
      isBuiltIn: row.backend_id === builtInBackendId,
    },
    system: row.system,
    account: row.account,
    uid: row.uid,
    appid: row.appid,
    nickname: row.nickname,
    caller: row.caller,
    reason: row.reason,
    ticket: row.ticket,
    state,
    isUnderWay: isUnderWay(found),
    codeExpiresAt: code?.expiresAt ?? null,
    codeEnd: code?.state === 'used' ? 'used' : code?.triesLeft === 0 ? 'noTries' : null,
    isCodeUnclear: code !== null && isSendingUnclear(desk, row.id),
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    closedBy: row.closed_by,
    closedAt: row.closed_at,
  }
}

function isUnderWay({ change, state }: StandingCase): boolean {
  return state === 'unknown' && (change?.state === 'staged' || change?.state === 'sending')
}

function isSendingUnclear(desk: OpenDesk, id: string): boolean {
  const last = resetRequestRows(desk.store)
    .steps(id)
    .findLast(({ step }) => step === 'code-sent')
  return last !== undefined && detailSchema.parse(JSON.parse(last.detail))['result'] === 'pending'
}

/** Where nobody knows what became of a request, the code that it carried is gone: only one sent after it is out. */
function hasCodeOut({ row, change, state }: StandingCase): boolean {
  if (state !== 'unknown') return state === 'code-sent'
  return row.code_sent_at !== null && row.code_sent_at > (change?.sending_at ?? '')
}

/** Gives a case with all that is known of it; fails with `NOT_FOUND`. */
export function caseView(desk: OpenDesk, id: string): ResetCase {
  const found = demandCase(desk, id)
  const { row, change, state } = found
  const steps = resetRequestRows(desk.store)
    .steps(id)
    .map(({ at, operator, step, detail }) => ({
      at,
      operator,
      step: stepSchema.parse(step),
      detail: detailSchema.parse(JSON.parse(detail)),
    }))
  const wasHandedOver = steps.some(({ step }) => step === 'handed-over')
  return {
    ...rowView(desk, found),
    directoryUser: directoryUserOf(desk, row),
    checks: checksSchema.parse(JSON.parse(row.checks)),
    checksNeeded: checksNeeded[row.system],
    captchaExpiresAt: row.captcha_expires_at,
    code: codeFacts(desk, row),
    passwordForm: passwordFormOf(desk, row),
    change: change === undefined ? null : changeView(desk, change),
    canHandOver: state === 'changed' && change?.password_from === 'generated' && !wasHandedOver,
    steps,
    readAt: desk.timestamp(),
  }
}

function changeView(desk: OpenDesk, change: ChangesTable): NonNullable<ResetCase['change']> {
  const { id, state, password_from: from, sessions, settled_by: settledBy } = change
  const outcome = readOutcome(change.outcome)
  return { id, state, from, outcome, sessions, settlesAt: settlingUntil(desk, change), settledBy }
}
