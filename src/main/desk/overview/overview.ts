import type { Overview } from '../../../shared/contract/overview.ts'
import type { Role } from '../../../shared/model/roles.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { isUnsettled } from '../../../shared/model/unsettled-changes.ts'
import { changeRows } from '../../store/changes/changes.ts'
import { resetRequestRows } from '../../store/resets/reset-requests.ts'
import { overviewRows, type MentionedBackend } from '../../store/overview-rows.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import { isBackendIntact } from '../backends/backend-row.ts'
import { lastBackupOf } from '../last-backup.ts'
import { lockedUntil, operatorSubject } from '../operators/lock-out.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { chainStanding } from './overview-chain.ts'
import { figuresByDay } from './overview-days.ts'
import { listRemoteApplications } from '../backends/remote-applications.ts'
import { waitingRotations } from '../rotation/views.ts'

/**
 * Tells an operator what needs somebody now, and the figures behind the charts, each role its own parts. Reads
 * indexes only and unseals nothing: it is read whenever something changed.
 */
export function overviewFor(desk: OpenDesk, by: Operator, days: readonly string[]): Overview {
  const { role } = by
  const only = <Part>(roles: readonly Role[], read: () => Part): Part | null =>
    roles.includes(role) ? read() : null
  return {
    readAt: desk.timestamp(),
    changes: only(['administrator', 'support'], () => unresolved(desk, role)),
    resets: only(['administrator', 'support'], () => overviewRows(desk.store).openResets()),
    rotations: only(['administrator'], () => waitingRotations(desk)),
    ...backendNeeds(desk, role),
    chain: only(['administrator', 'auditor'], () => chainStanding(desk)),
    backup: only(['administrator'], () => backupStanding(desk)),
    lockedOut: only(['administrator'], () => lockedOutOperators(desk)),
    days: figuresByDay(desk, days, role),
  }
}

function unresolved({ store }: OpenDesk, role: Role): Overview['changes'] {
  const open = changeRows(store)
    .open()
    .filter(({ state }) => isUnsettled(state))
  const users = open.filter((row) => row.account_id === null)
  const waiting = (rows: readonly ChangesTable[]) => ({
    count: rows.length,
    oldestAt: rows[0]?.planned_at ?? null,
  })
  return {
    admins: role === 'administrator' ? waiting(open.filter((row) => row.account_id !== null)) : null,
    users: { ...waiting(users), resetId: users.length === 1 ? caseOf(store, users[0]) : null },
  }
}

function caseOf(store: OpenDesk['store'], change: ChangesTable | undefined): string | null {
  return change === undefined ? null : (resetRequestRows(store).ofChange(change.id)?.id ?? null)
}

function backendNeeds(desk: OpenDesk, role: Role): Pick<Overview, 'failing' | 'damaged' | 'differing'> {
  if (role !== 'administrator') return { failing: null, damaged: null, differing: null }
  const { intact = [], damaged = [] } = Object.groupBy(overviewRows(desk.store).backends(), ({ id }) =>
    isBackendIntact(desk, id) ? 'intact' : 'damaged',
  )
  return {
    failing: failingBackends(desk, intact),
    damaged: damaged.map(({ id, name }) => ({ id, name })),
    differing: differingFlags(desk),
  }
}

function failingBackends(
  desk: OpenDesk,
  backends: readonly MentionedBackend[],
): NonNullable<Overview['failing']> {
  desk.exchangeLog.flush()
  const rows = overviewRows(desk.store)
  return backends.flatMap((backend) => {
    const last = rows.lastExchange(backend.id)
    const isFailing = last?.status === 'unreachable' || last?.status === 'unknown'
    return last !== undefined && isFailing ? [{ backend, ...last }] : []
  })
}

function differingFlags(desk: OpenDesk): NonNullable<Overview['differing']> {
  return listRemoteApplications(desk).flatMap(({ backendId, backend: name, environment, appid, differs }) =>
    differs.map((one) => ({ ...one, backend: { id: backendId, name, environment }, appid })),
  )
}

function backupStanding({ store, clock }: OpenDesk): NonNullable<Overview['backup']> {
  const { made, failed } = lastBackupOf(store)
  return {
    madeAt: made?.at ?? null,
    failedAt: failed !== null && (made === null || failed.at > made.at) ? failed.at : null,
    isOld: made !== null && clock.now() - Date.parse(made.at) > thresholds.backupAge,
  }
}

function lockedOutOperators(desk: OpenDesk): NonNullable<Overview['lockedOut']> {
  return overviewRows(desk.store)
    .suspects()
    .flatMap(({ name, name_key }) => {
      const until = lockedUntil(desk, operatorSubject(name_key))
      return until === null ? [] : [{ name, until }]
    })
}
