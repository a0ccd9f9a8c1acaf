import { z } from 'zod'
import type { AdminRow, ChangeRecord } from '../../shared/contract/admins.ts'
import type { ChangeState } from '../../shared/model/change.ts'
import { outcomeSchema } from '../../shared/model/outcome.ts'
import { accountCursor, accountRows, type AccountCursor, type AccountFilter } from '../store/accounts.ts'
import { backendRows } from '../store/backends.ts'
import { changeRows } from '../store/changes.ts'
import type { ChangesTable } from '../store/schema.ts'
import { accountOf, adminRow, staleBefore } from './accounts.ts'
import type { OpenDesk } from './open-desk.ts'

/** Says which page of the table of admins is wanted. */
export interface AdminQuery {
  search?: string | undefined
  backendId?: string | undefined
  finding?: 'stale' | undefined
  state?: ChangeState | undefined
  sort: AccountFilter['sort']
  descending: boolean
  cursor?: string | undefined
  limit: number
}

/** Gives one page of the table of admins, with how many match in all. */
export function listAdmins(desk: OpenDesk, query: AdminQuery) {
  const { cursor, limit, finding, ...rest } = query
  const now = desk.clock.now()
  const filter: AccountFilter = { ...rest, changedBefore: finding === 'stale' ? staleBefore(now) : undefined }
  const accounts = accountRows(desk.store)
  const found = accounts.page(filter, cursor === undefined ? undefined : parseCursor(cursor), limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((account): AdminRow => adminRow(account, now)),
    nextCursor: found.length > limit && last ? formatCursor(accountCursor(last, query.sort)) : null,
    total: accounts.count(filter),
    readAt: desk.timestamp(),
    backends: backendRows(desk.store)
      .list()
      .map(({ id, name }) => ({ id, name })),
  }
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
    outcome: row.outcome === null ? null : outcomeSchema.parse(JSON.parse(row.outcome)),
    sessions: row.sessions,
  }
}

const cursorSchema = z.tuple([z.string(), z.string()])

function formatCursor(cursor: AccountCursor): string {
  return Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url')
}

/** A cursor from an old bookmark or a typed address begins at the first page. */
function parseCursor(text: string): AccountCursor | undefined {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
