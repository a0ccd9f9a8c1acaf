import { z } from 'zod'
import { adminSorts, type AdminRow, type ChangeRecord } from '../../../shared/contract/admins.ts'
import type { ChangeFilter } from '../../../shared/model/change-filter.ts'
import type { PasswordFinding } from '../../../shared/model/password-findings.ts'
import { staleBefore } from '../../audit/findings.ts'
import { accountRows, type AccountFilter, type AccountPlace } from '../../store/accounts/accounts.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { changeRows } from '../../store/changes/changes.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import { accountOf, adminRow } from '../accounts/accounts.ts'
import { isBackendIntact } from '../backends/backend-row.ts'
import type { OpenDesk } from '../open-desk.ts'
import { readOutcome } from '../read-outcome.ts'

/** Says which admins are meant. */
export interface AdminMatch {
  search?: string | undefined
  backendId?: string | undefined
  finding?: PasswordFinding | undefined
  state?: ChangeFilter | undefined
  minAgeDays?: number | undefined
}

/** Says which page of the table of admins is wanted. */
export interface AdminQuery extends AdminMatch {
  sort: AccountFilter['sort']
  descending: boolean
  cursor?: string | undefined
  limit: number
}

const day = 24 * 60 * 60_000
const mostCounted = 10_000

/** Gives one page of the table of admins, with how many match in all; of many only that there are more. */
export function listAdmins(desk: OpenDesk, query: AdminQuery) {
  const { cursor, limit, ...rest } = query
  const now = desk.clock.now()
  const filter = { ...rest, ...accountFilter(now, rest) }
  const accounts = accountRows(desk.store)
  const after = cursor === undefined ? undefined : parseCursor(cursor)
  const { rows, isSorted, next } = accounts.page(filter, after, limit)
  const isWhole = after === undefined && next === null
  const counted = isWhole ? rows.length : accounts.count(filter, mostCounted + 1)
  return {
    rows: rows.map((account): AdminRow => adminRow(account, now)),
    sort: isSorted ? query.sort : null,
    nextCursor: next === null ? null : formatCursor(next),
    total: Math.min(counted, mostCounted),
    isTotalExact: counted <= mostCounted,
    readAt: desk.timestamp(),
    // The other systems have no admins whose password could be changed.
    backends: backendRows(desk.store)
      .list()
      .filter(({ built_in: builtIn, system }) => builtIn === 1 || system === 'openim')
      .map(({ id, name }) => ({ id, name, damaged: !isBackendIntact(desk, id) })),
  }
}

/** Gives what the store filters accounts by, at a moment. */
export function accountFilter(
  now: number,
  { minAgeDays, ...match }: AdminMatch,
): Omit<AccountFilter, 'sort' | 'descending'> {
  const changedBefore = minAgeDays === undefined ? undefined : new Date(now - minAgeDays * day).toISOString()
  return { ...match, changedBefore, staleBefore: staleBefore(now) }
}

/** Gives one admin as the table shows it. */
export function getAdmin(desk: OpenDesk, accountId: string): AdminRow {
  return adminRow(accountOf(desk, accountId), desk.clock.now())
}

/** Gives one page of an admin's changes, newest first. */
export function adminHistory(
  desk: OpenDesk,
  { accountId, cursor, limit }: { accountId: string; cursor?: string | undefined; limit: number },
): { changes: ChangeRecord[]; nextCursor: string | null } {
  const found = changeRows(desk.store).history(accountOf(desk, accountId).id, cursor, limit + 1)
  const page = found.slice(0, limit)
  return {
    changes: page.map(changeRecord),
    nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

function changeRecord(row: ChangesTable): ChangeRecord {
  return {
    id: row.id,
    state: row.state,
    operator: row.operator,
    startedAt: row.planned_at,
    sentAt: row.sending_at,
    endedAt: row.ended_at,
    passwordFrom: row.password_from,
    outcome: readOutcome(row.outcome),
    sessions: row.sessions,
    settledBy: row.settled_by,
  }
}

const placeSchema = z.union([
  z.object({ sort: z.enum(adminSorts), value: z.string(), id: z.string() }),
  z.object({ sort: z.null(), term: z.string(), num: z.number() }),
])

function formatCursor(place: AccountPlace): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')
}

/** A cursor from an old bookmark or a typed address begins at the first page. */
function parseCursor(text: string): AccountPlace | undefined {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
