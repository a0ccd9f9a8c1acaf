import type { CandidateKind, ProbeResult } from '../../../shared/model/change.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import { changeProbeRows } from '../../store/changes/change-probes.ts'
import { changeRows } from '../../store/changes/changes.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import { SealBrokenError } from '../../vault/sealing.ts'
import { hasBackendMoved } from '../backends/backend-moved.ts'
import { candidateOf } from './candidates.ts'
import { backendOf, subjectName } from './change-subject.ts'
import { concludeChange, type Conclusion } from './conclude-change.ts'
import { openChangeOf, withoutPassword, type ConcludedChange, type OpenChange } from './open-change.ts'
import type { OpenDesk } from '../open-desk.ts'
import { readProbe } from './probe-answer.ts'
import { probeBudget } from './probe-budget.ts'
import { probeFor, type Probe } from './probe-candidate.ts'
import { recordStep } from './record-change.ts'

/**
 * Finds out what became of an unknown change by signing in with the new password and then with the old one, and
 * concludes what the answers prove. Fails with `SETTLE_TIME`, `PROBES_USED_UP`, `CHANGE_NOT_OPEN` or, where the new
 * password was damaged from outside, `SEALED_VALUE_DAMAGED`. An answer that proves nothing leaves the change as it is
 * while tries are left, and to the operator when they are used up; a backend that has moved is not asked.
 */
export function settleUnknown(desk: OpenDesk, changeId: string, actor: string): Promise<void> {
  return desk.turns.take(`change/${changeId}`, async () => {
    const change = await openChangeOf(desk, changeId).catch((error: unknown) => {
      if (error instanceof SealBrokenError) {
        leaveToOperator(desk, withoutPassword(desk, changeId), actor, 'candidate-damaged')
      }
      throw error
    })
    if (hasBackendMoved(desk, change.row)) {
      leaveToOperator(desk, change, actor, 'backend-moved')
      return
    }
    const probe = probeFor(desk, change.subject)
    if (probe === null) {
      leaveToOperator(desk, change, actor, 'no-sign-in')
      return
    }
    await tryCandidates(desk, change, actor, probe)
  })
}

async function tryCandidates(desk: OpenDesk, change: OpenChange, actor: string, probe: Probe): Promise<void> {
  const old = oldOf(desk, change.row)
  demandBudget(desk, change, actor)
  if (!isRefusedSince(desk, change.row)) {
    const shown = await tryOne(
      desk,
      change,
      { actor, probe, kind: 'new', secret: change.next },
      (result, left) => {
        if (result === 'accepted') return { state: 'verified', why: 'new-accepted' }
        if (result === 'locked-out') return { state: 'needs-operator', why: 'locked-out' }
        if (result === 'refused' && old === null) return { state: 'needs-operator', why: 'new-refused' }
        return left === 0 ? { state: 'needs-operator', why: 'tries-used-up' } : null
      },
    )
    if (shown !== 'refused') return
  }
  if (old === null || !mayTry(desk, change.row)) return
  await tryOne(desk, change, { actor, probe, kind: 'old', secret: old }, (result, left) => {
    if (result === 'accepted') return { state: 'not-applied', why: 'old-accepted' }
    if (result === 'locked-out') return { state: 'needs-operator', why: 'locked-out' }
    if (result === 'refused') return { state: 'needs-operator', why: 'both-refused' }
    return left === 0 ? { state: 'needs-operator', why: 'tries-used-up' } : null
  })
}

/** Signs in once: the try is written down before it is made, and what it proves together with its answer. */
async function tryOne(
  desk: OpenDesk,
  change: OpenChange,
  tried: { actor: string; probe: Probe; kind: CandidateKind; secret: Secret },
  concludeFrom: (result: ProbeResult, left: number) => Conclusion | null,
): Promise<ProbeResult> {
  const { row, subject } = change
  const { actor, kind } = tried
  const rows = changeProbeRows(desk.store)
  const id = rows.begin({ change_id: row.id, subject: row.subject, at: desk.timestamp(), kind })
  const { outcome, also } = await tried.probe(tried.secret)
  const result = readProbe(outcome)
  desk.store.transaction(() => {
    rows.end(id, result, JSON.stringify(outcome))
    const about = { operator: actor, backendId: backendOf(subject).id, target: subjectName(subject) }
    desk.exchangeLog.record({ ...about, purpose: 'probe', changeId: row.id, outcome })
    also?.()
    recordStep(desk, 'probed', { subject, actor, changeId: row.id, outcome, detail: { kind, result } })
    const conclusion = concludeFrom(result, probeBudget(desk, row).left)
    if (conclusion !== null) concludeChange(desk, change, { ...conclusion, actor, decided: false })
  })
  return result
}

function demandBudget(desk: OpenDesk, change: OpenChange, actor: string): void {
  const { left, notBefore } = probeBudget(desk, change.row)
  if (left > 0 && notBefore === null) return
  if (left === 0 && change.row.state === 'unknown') leaveToOperator(desk, change, actor, 'tries-used-up')
  throw new Problem('PROBES_USED_UP', { until: notBefore })
}

function mayTry(desk: OpenDesk, row: ChangesTable): boolean {
  const { left, notBefore } = probeBudget(desk, row)
  return left > 0 && notBefore === null
}

/** Says whether the new password was refused already, after the settle time: then the old one alone is left to try. */
function isRefusedSince(desk: OpenDesk, { id, state, sending_at: sentAt }: ChangesTable): boolean {
  if (state !== 'unknown') return false
  const tries = changeProbeRows(desk.store)
    .ofChange(id)
    .filter((row) => row.kind === 'new' && row.at >= (sentAt ?? ''))
  return tries.at(-1)?.result === 'refused'
}

/** Gives the old password; one that was damaged from outside counts as not known. */
function oldOf(desk: OpenDesk, row: ChangesTable): Secret | null {
  try {
    return candidateOf(desk, row, 'old')
  } catch (error) {
    if (error instanceof SealBrokenError) return null
    throw error
  }
}

function leaveToOperator(
  desk: OpenDesk,
  change: ConcludedChange,
  actor: string,
  why: Conclusion['why'],
): void {
  if (changeRows(desk.store).get(change.row.id)?.state !== 'unknown') return
  concludeChange(desk, change, { state: 'needs-operator', why, actor, decided: false })
}
