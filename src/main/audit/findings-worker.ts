import type { PasswordFinding } from '../../shared/model/password-findings.ts'
import type { FactsPlace } from '../store/findings-reader.ts'
import { countFindings, noFindings, type AccountFindings, type FindingCounts } from './findings.ts'
import { takePasswordCensus, type PasswordCensus } from '../store/password-census.ts'
import { openFindings, type OpenFindings } from './open-findings.ts'
import { findingsPlace, firstInOrder, type FindingsOrder, type FindingsPlace } from './order-findings.ts'

/** Says which accounts are wanted: with one finding, with any, not judged, or with nothing found. */
export interface FindingsFilter {
  finding: PasswordFinding | 'any' | 'not-judged' | 'none'
  kind?: 'admin' | 'user' | undefined
  backendId?: string | undefined
  /** Looks for a part of the account's name or ID. */
  search?: string | undefined
}

/** Says of which store findings are wanted, and at what time (milliseconds since the epoch). */
interface FindingsMoment {
  path: string
  now: number
}

/** Asks for a page of findings, admins first. */
export interface FindingsTask extends FindingsMoment {
  filter: FindingsFilter
  after: FactsPlace | undefined
  limit: number
}

/** Asks for a page of findings in an order. */
export interface SortedFindingsTask extends FindingsMoment {
  filter: FindingsFilter
  order: FindingsOrder
  after: FindingsPlace | undefined
  limit: number
}

/** Carries a page of findings, and where the next begins if there is one. */
export interface FindingsPage<Place> {
  rows: AccountFindings[]
  next: Place | null
}

/** Reads one page on a worker thread; holds no key, and needs none. */
export function page({ path, now, filter, after, limit }: FindingsTask): FindingsPage<FactsPlace> {
  return reading(path, (findings) => {
    const rows: AccountFindings[] = []
    let last: FactsPlace | null = null
    for (const { row, place } of findings.after(after, now)) {
      if (!matches(row, filter)) continue
      if (rows.length === limit) return { rows, next: last }
      rows.push(row)
      last = place
    }
    return { rows, next: null }
  })
}

/** Reads one page of an order on a worker thread; goes through every account for it, as counting them does. */
export function sortedPage(task: SortedFindingsTask): FindingsPage<FindingsPlace> {
  const { path, now, filter, order, after, limit } = task
  return reading(path, (findings) => {
    const found = firstInOrder(matching(findings.all(now), filter), order, { after, limit: limit + 1 })
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    return { rows, next: found.length > limit && last !== undefined ? findingsPlace(last, order) : null }
  })
}

/** Counts the findings of a store on a worker thread. */
export function summary({ path, now }: FindingsMoment): FindingCounts {
  return reading(path, (findings) => {
    const counts = noFindings()
    for (const row of findings.all(now)) countFindings(counts, row)
    return counts
  })
}

/** Takes the census of admins' passwords on a worker thread. */
export function census({ path, now }: FindingsMoment): PasswordCensus {
  return takePasswordCensus(path, now)
}

function reading<T>(path: string, read: (findings: OpenFindings) => T): T {
  const findings = openFindings(path)
  try {
    return read(findings)
  } finally {
    findings.close()
  }
}

function* matching(
  rows: Iterable<AccountFindings>,
  filter: FindingsFilter,
): Generator<AccountFindings, void> {
  for (const row of rows) if (matches(row, filter)) yield row
}

function matches(row: AccountFindings, { finding, kind, backendId, search = '' }: FindingsFilter): boolean {
  if (kind !== undefined && row.kind !== kind) return false
  if (backendId !== undefined && row.backendId !== backendId) return false
  const wanted = search.trim().toLowerCase()
  if (wanted !== '' && !`${row.account}\n${row.userID}`.toLowerCase().includes(wanted)) return false
  switch (finding) {
    case 'any':
      return row.findings.length > 0
    case 'none':
      return row.findings.length === 0 && row.judged
    case 'not-judged':
      return !row.judged
    default:
      return row.findings.includes(finding)
  }
}
