import type { PasswordFinding } from '../../shared/model/password-findings.ts'
import type { FactsPlace } from '../store/findings-reader.ts'
import { countFindings, noFindings, type AccountFindings, type FindingCounts } from './findings.ts'
import { takePasswordCensus, type PasswordCensus } from '../store/password-census.ts'
import { openFindings } from './open-findings.ts'

/** Says which accounts are wanted: with one finding, with any, not judged, or with nothing found. */
export interface FindingsFilter {
  finding: PasswordFinding | 'any' | 'not-judged' | 'none'
  kind?: 'admin' | 'user' | undefined
  backendId?: string | undefined
  /** Looks for a part of the account's name or ID. */
  search?: string | undefined
}

/** Asks for a page of findings of the store at a path, at a time (milliseconds since the epoch). */
export interface FindingsTask {
  path: string
  now: number
  filter: FindingsFilter
  after: FactsPlace | undefined
  limit: number
}

/** Carries a page of findings, and where the next begins if there is one. */
export interface FindingsPage {
  rows: AccountFindings[]
  next: FactsPlace | null
}

/** Reads one page on a worker thread; holds no key, and needs none. */
export function page({ path, now, filter, after, limit }: FindingsTask): FindingsPage {
  const findings = openFindings(path)
  try {
    const rows: AccountFindings[] = []
    let last: FactsPlace | null = null
    for (const { row, place } of findings.after(after, now)) {
      if (!matches(row, filter)) continue
      if (rows.length === limit) return { rows, next: last }
      rows.push(row)
      last = place
    }
    return { rows, next: null }
  } finally {
    findings.close()
  }
}

/** Counts the findings of a store on a worker thread. */
export function summary({ path, now }: Pick<FindingsTask, 'path' | 'now'>): FindingCounts {
  const findings = openFindings(path)
  try {
    const counts = noFindings()
    for (const row of findings.all(now)) countFindings(counts, row)
    return counts
  } finally {
    findings.close()
  }
}

/** Takes the census of admins' passwords on a worker thread. */
export function census({ path, now }: Pick<FindingsTask, 'path' | 'now'>): PasswordCensus {
  return takePasswordCensus(path, now)
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
