import type { AccountFindings, FindingCounts } from '../../audit/findings.ts'
import { findingsCursor, placeInOrder, placeInStore } from './findings-cursor.ts'
import { findingsFilter, type FindingsQuery } from './findings.ts'
import type { Asker } from '../newest-question.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Carries a page of another file's findings as the page takes it. */
interface OtherFindings {
  rows: AccountFindings[]
  sameAs: string | null
  nextCursor: string | null
  readAt: string
}

/** Gives a page of what another file holds of passwords, by the time of now; the file is only read, and nothing is unsealed. */
export async function listOtherFindings(
  { otherAudits, clock, timestamp }: OpenDesk,
  { path, sort, descending = false, cursor, limit, ...narrowing }: FindingsQuery & { path: string },
  asker: Asker,
): Promise<OtherFindings> {
  const readAt = timestamp()
  const asked = { path, now: clock.now(), filter: findingsFilter(narrowing), limit }
  const { next, ...found } = await otherAudits.findings(
    sort === undefined
      ? { ...asked, after: placeInStore(cursor) }
      : { ...asked, order: { sort, descending }, after: placeInOrder(cursor, sort) },
    asker,
  )
  return { ...found, nextCursor: findingsCursor(next), readAt }
}

/** Counts what another file holds of passwords, by the time of now. */
export async function countOtherFindings(
  { otherAudits, clock, timestamp }: OpenDesk,
  { path }: { path: string },
): Promise<FindingCounts & { readAt: string }> {
  const readAt = timestamp()
  return { ...(await otherAudits.findingCounts({ path, now: clock.now() })), readAt }
}
