import { z } from 'zod'
import { auditRows } from '../../store/audit/audit-events.ts'
import type { ChangesTable } from '../../store/schema/schema.ts'
import type { OpenDesk } from '../open-desk.ts'

const detailSchema = z.object({ id: z.string(), after: z.string() })
const mostLookedAt = 1000

/**
 * Says whether the backend of a change has had another address since the change was planned: what answers there now is
 * not what was asked, and must neither be shown the passwords nor believed. The order of the audit decides, which no
 * setting of the clock changes.
 */
export function hasBackendMoved(
  { store }: Pick<OpenDesk, 'store'>,
  {
    id,
    account_id: accountId,
    backend_id: backendId,
  }: Pick<ChangesTable, 'id' | 'account_id' | 'backend_id'>,
): boolean {
  const rows = auditRows(store)
  const action = accountId === null ? 'user-password.staged' : 'admin-password.staged'
  const [staged] = rows.list({ action, search: id }, undefined, 1)
  // A change without its event was put in from outside: the worse is assumed.
  if (staged === undefined) return true
  const since = rows.oldest({ action: 'backend.changed' }, staged.seq, mostLookedAt)
  return since.length === mostLookedAt || since.some(({ detail }) => namesAddress(detail, backendId))
}

function namesAddress(detail: string, backendId: string): boolean {
  try {
    const { id, after } = detailSchema.parse(JSON.parse(detail))
    return id === backendId && z.looseObject({ url: z.string() }).safeParse(JSON.parse(after)).success
  } catch {
    // What cannot be read was changed from outside: the worse is assumed.
    return true
  }
}
