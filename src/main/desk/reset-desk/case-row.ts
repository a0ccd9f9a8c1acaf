import { Problem } from '../../../shared/model/problems.ts'
import type { AuditResult } from '../../../shared/model/audit-action.ts'
import {
  resetCaseStateSchema,
  type ResetCaseState,
  type ResetStep,
} from '../../../shared/model/reset-case.ts'
import { isUnsettled } from '../../../shared/model/unsettled-changes.ts'
import type { UserReference } from '../../../shared/model/user-reference.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { resetRequestRows } from '../../store/resets/reset-requests.ts'
import type { ResetRequestsTable } from '../../store/schema/reset-schema.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import { subjectKey, type ChangeSubject } from '../changes/change-subject.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Carries a case with the change that was made for it, and the state that follows from both. */
export interface StandingCase {
  row: ResetRequestsTable
  change: ChangesTable | undefined
  state: ResetCaseState
}

/** Names the user whom a case is about, as the journal of changes does. */
export function userOf(row: ResetRequestsTable): UserReference {
  switch (row.system) {
    case 'shuidi':
      return { system: row.system, phone: row.account, uid: row.uid }
    case 'yunhu':
      return { system: row.system, mbphone: row.account }
    case 'nobase':
      return { system: row.system, appid: row.appid, user: row.account, by: 'token' }
  }
}

/** Gives a case as it stands; fails with `NOT_FOUND`. */
export function demandCase(desk: OpenDesk, id: string): StandingCase {
  const row = resetRequestRows(desk.store).get(id)
  if (row === undefined) throw new Problem('NOT_FOUND', { what: 'reset' })
  return standing(desk, row)
}

/** Gives a case that is in one of the states; fails with `RESET_STATE` in any other. */
export function demandState(desk: OpenDesk, id: string, states: readonly ResetCaseState[]): StandingCase {
  const found = demandCase(desk, id)
  if (!states.includes(found.state)) throw new Problem('RESET_STATE', { state: found.state })
  return found
}

/** Reads what a case's change says of it: a reset that nobody knows the end of leads, until it is resolved. */
export function standing(desk: OpenDesk, row: ResetRequestsTable): StandingCase {
  const said = resetCaseStateSchema.parse(row.state)
  const rows = changeRows(desk.store)
  const mine = row.change_id === null ? undefined : rows.get(row.change_id)
  if (row.closed_at !== null) return { row, change: mine, state: said }
  const held = rows.openOf(subjectKey(subjectOf(desk, row)))
  const open = isUnsettled(held?.state) ? held : undefined
  if (open !== undefined && said !== 'opened') return { row, change: open, state: 'unknown' }
  // While the same password goes out again, it is as unknown as before.
  const isUnderWay = mine?.state === 'staged' || mine?.state === 'sending'
  if (said !== 'unknown' || isUnderWay) return { row, change: mine, state: said }
  return { row, change: mine, state: mine?.state === 'verified' ? 'changed' : 'verified' }
}

function subjectOf(desk: OpenDesk, row: ResetRequestsTable): ChangeSubject {
  const name = backendRows(desk.store).get(row.backend_id)?.name ?? row.backend_id
  return { kind: 'user', backend: { id: row.backend_id, name }, user: userOf(row) }
}

/** Writes a step of a case: its row, its time line and the audit in one transaction; every page is told. */
export function recordCaseStep(
  desk: OpenDesk,
  row: Pick<ResetRequestsTable, 'id' | 'number' | 'account'>,
  by: Operator,
  told: {
    step: ResetStep
    result?: AuditResult
    detail?: Record<string, string | number | boolean | null>
    set?: Partial<Omit<ResetRequestsTable, 'id' | 'number'>>
  },
): void {
  const { step, result = 'done', detail = {}, set = {} } = told
  const rows = resetRequestRows(desk.store)
  desk.store.transaction(() => {
    if (Object.keys(set).length > 0) rows.update(row.id, set)
    rows.addStep({
      request_id: row.id,
      at: desk.timestamp(),
      operator: by.name,
      step,
      detail: JSON.stringify({ result, ...detail }),
    })
    desk.audit.append({
      action: `reset-case.${step}`,
      result,
      actor: by.name,
      target: row.account,
      detail: { number: row.number, ...detail },
    })
  })
  desk.live.publish('resets')
}
