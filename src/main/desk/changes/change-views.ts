import type { z } from 'zod'
import type { candidateSchema, ChangeView } from '../../../shared/contract/changes.ts'
import type { CandidateKind } from '../../../shared/model/change.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { isUnsettled } from '../../../shared/model/unsettled-changes.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { changeProbeRows } from '../../store/changes/change-probes.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { resetRequestRows } from '../../store/resets/reset-requests.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import { candidateOf } from './candidates.ts'
import { backendOf, subjectName, subjectOf, type ChangeSubject } from './change-subject.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { probeBudget } from './probe-budget.ts'
import { hasSignIn } from './probe-candidate.ts'
import { readOutcome } from '../read-outcome.ts'
import { recordStep } from './record-change.ts'
import { settlingUntil } from './settle-time.ts'

const day = 24 * 60 * 60_000

/** Gives the changes whose outcome nobody knows yet and that the operator may see, oldest first. */
export function openChanges(desk: OpenDesk, by: Operator): { rows: ChangeView[]; readAt: string } {
  const rows = changeRows(desk.store)
    .open()
    .filter(({ state }) => isUnsettled(state))
    .filter(({ account_id: accountId }) => accountId === null || by.role === 'administrator')
    .flatMap((row) => {
      const subject = subjectOf(desk, row)
      return subject === null ? [] : [viewOf(desk, row, subject)]
    })
  return { rows, readAt: desk.timestamp() }
}

/** Gives a change with what is open about it; fails with `NOT_FOUND`. */
export function changeView(desk: OpenDesk, changeId: string): ChangeView {
  const { row, subject } = demandChange(desk, changeId)
  return viewOf(desk, row, subject)
}

/** Says which passwords a change keeps, and until when they are safe from being purged. */
export function changeCandidates(desk: OpenDesk, changeId: string): z.infer<typeof candidateSchema>[] {
  const { row } = demandChange(desk, changeId)
  const keptDays = desk.settings.current().retention.candidatesDays
  return changeRows(desk.store)
    .candidates(changeId)
    .map(({ kind, created_at: createdAt }) => ({
      kind,
      createdAt,
      keptUntil:
        row.ended_at === null ? null : new Date(Date.parse(row.ended_at) + keptDays * day).toISOString(),
      keptDays,
    }))
}

/** Shows a password that a change keeps; the event stands before the password is given. */
export function revealCandidate(
  desk: OpenDesk,
  by: Operator,
  { changeId, kind }: { changeId: string; kind: CandidateKind },
): { password: string } {
  const { row, subject } = demandChange(desk, changeId)
  const password = candidateOf(desk, row, kind)
  if (password === null) throw new Problem('NOT_FOUND', { what: 'change' })
  recordStep(desk, 'candidate-revealed', { subject, actor: by.name, changeId, detail: { kind } })
  return { password: password.reveal() }
}

function demandChange(desk: OpenDesk, changeId: string): { row: ChangesTable; subject: ChangeSubject } {
  const row = changeRows(desk.store).get(changeId)
  const subject = row === undefined ? null : subjectOf(desk, row)
  if (row === undefined || subject === null) throw new Problem('NOT_FOUND', { what: 'change' })
  return { row, subject }
}

function viewOf(desk: OpenDesk, row: ChangesTable, subject: ChangeSubject): ChangeView {
  const isOpen = isUnsettled(row.state)
  const isAdmin = subject.kind === 'admin'
  const backend = backendOf(subject)
  const system = isAdmin ? 'openim' : subject.user.system
  return {
    id: row.id,
    state: row.state,
    operation: row.operation,
    subject: { kind: subject.kind, name: subjectName(subject), accountId: row.account_id, system },
    backend: { ...backend, environment: backendRows(desk.store).get(backend.id)?.environment ?? null },
    resetId: isAdmin ? null : (resetRequestRows(desk.store).ofChange(row.id)?.id ?? null),
    operator: row.operator,
    startedAt: row.planned_at,
    sentAt: row.sending_at,
    endedAt: row.ended_at,
    outcome: readOutcome(row.outcome),
    sessions: row.sessions,
    settlesAt: settlingUntil(desk, row),
    settledBy: row.settled_by,
    probes: changeProbeRows(desk.store)
      .ofChange(row.id)
      .map(({ at, kind, result }) => ({ at, kind, result })),
    probesLeft: isOpen && hasSignIn(subject) ? probeBudget(desk, row).left : 0,
    takesFreshCode: isOpen && (system === 'shuidi' || system === 'yunhu'),
  }
}
