import { thresholds } from '../../../shared/model/thresholds.ts'

/**
 * Says by when the sessions that were open before a change have ended (UTC): the backend ends none of them, and a token
 * lives as long as its server's default says. Null where nothing was changed.
 */
export function sessionsEndBy(changedAt: string | null): string | null {
  return changedAt === null
    ? null
    : new Date(Date.parse(changedAt) + thresholds.openimTokenLife).toISOString()
}
