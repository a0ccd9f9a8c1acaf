import { z } from 'zod'
import { auditRows } from '../store/audit-events.ts'
import type { ChangesTable } from '../store/schema.ts'
import type { OpenDesk } from './open-desk.ts'

const detailSchema = z.object({ id: z.string(), after: z.string() })
const mostLookedAt = 1000

/**
 * Says whether the backend of a change has had another address since the change was planned: what answers there now is
 * not what was asked, and must neither be shown the passwords nor believed.
 */
export function hasBackendMoved(
  { store }: Pick<OpenDesk, 'store'>,
  { backend_id: backendId, planned_at: from }: ChangesTable,
): boolean {
  return auditRows(store)
    .list({ action: 'backend.changed', from }, undefined, mostLookedAt)
    .some(({ detail }) => namesAddress(detail, backendId))
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
