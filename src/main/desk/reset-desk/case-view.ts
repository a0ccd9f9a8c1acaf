import { z } from 'zod'
import type { ResetCase, ResetRow } from '../../../shared/contract/reset-desk.ts'
import { outcomeSchema } from '../../../shared/model/outcome.ts'
import { callerChecks, checksNeeded, resetSteps } from '../../../shared/model/reset-case.ts'
import { backendRows, builtInBackendId } from '../../store/backends.ts'
import { resetRequestRows } from '../../store/reset-requests.ts'
import type { ChangesTable } from '../../store/schema.ts'
import type { OpenDesk } from '../open-desk.ts'
import { settlingUntil } from '../settle-time.ts'
import { demandCase, type StandingCase } from './case-row.ts'
import { codeFacts } from './code-facts.ts'

const checksSchema = z.array(z.enum(callerChecks))
const stepSchema = z.enum(resetSteps)
const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** Gives a case as the queue shows it. */
export function rowView(desk: OpenDesk, { row, state }: StandingCase): ResetRow {
  const backend = backendRows(desk.store).get(row.backend_id)
  const code = state === 'code-sent' || state === 'unknown' ? codeFacts(desk, row) : null
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
    codeExpiresAt: code?.expiresAt ?? null,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    closedBy: row.closed_by,
    closedAt: row.closed_at,
  }
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
    checks: checksSchema.parse(JSON.parse(row.checks)),
    checksNeeded: checksNeeded[row.system],
    captchaExpiresAt: row.captcha_expires_at,
    code: codeFacts(desk, row),
    change: change === undefined ? null : changeView(desk, change),
    canHandOver: state === 'changed' && change?.password_from === 'generated' && !wasHandedOver,
    steps,
    readAt: desk.timestamp(),
  }
}

function changeView(desk: OpenDesk, change: ChangesTable): NonNullable<ResetCase['change']> {
  const { id, state, password_from: from, sessions } = change
  const outcome = change.outcome === null ? null : outcomeSchema.parse(JSON.parse(change.outcome))
  return { id, state, from, outcome, sessions, settlesAt: settlingUntil(desk, change) }
}
