import type { ResetCase } from '../../../shared/contract/reset-desk.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { builtInBackendId } from '../../store/backends/backends.ts'
import { directoryCodeRows } from '../../store/built-in/directory-codes.ts'
import type { ResetRequestsTable } from '../../store/schema/reset-schema.ts'
import type { OpenDesk } from '../open-desk.ts'

/**
 * Says how the code stands that was sent last for a case: at our own backend as its directory keeps it, elsewhere as
 * the desk assumes it, because no document says how long a code lives or how often it may be tried.
 */
export function codeFacts(desk: OpenDesk, row: ResetRequestsTable): ResetCase['code'] {
  const { code_sent_at: sentAt, code_expires_at: expiresAt, code_tries: wrongTries } = row
  if (sentAt === null || expiresAt === null) return null
  const resendAt = later(sentAt, thresholds.codeEvery)
  if (row.backend_id !== builtInBackendId) {
    return { basis: 'assumed', sentAt, expiresAt, resendAt, wrongTries, triesLeft: null, state: 'live' }
  }
  const kept = directoryCodeRows(desk.store).live(row.account, 'reset')
  if (kept === undefined) {
    return { basis: 'server', sentAt, expiresAt, resendAt, wrongTries, triesLeft: 0, state: 'used' }
  }
  return {
    basis: 'server',
    sentAt: kept.created_at,
    expiresAt: kept.expires_at,
    resendAt: later(kept.created_at, thresholds.codeEvery),
    wrongTries: kept.tries,
    triesLeft: Math.max(0, thresholds.codeTries - kept.tries),
    state: 'live',
  }
}

function later(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString()
}
