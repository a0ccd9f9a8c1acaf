import type { PasswordFinding } from '../../shared/model/password-findings.ts'
import type { AccountName, FactsPlace } from '../store/audit/findings-reader.ts'
import type { PasswordFacts } from '../store/accounts/password-facts.ts'
import {
  accountFindings,
  countFindings,
  noFindings,
  type AccountFindings,
  type FindingCounts,
} from './findings.ts'
import type { OpenFindings } from './open-findings.ts'
import { firstInOrder, type FindingsOrder, type FindingsPlace } from './order-findings.ts'

/** Says which accounts are wanted: with one finding, with any, not judged, or with nothing found. */
export interface FindingsFilter {
  finding: PasswordFinding | 'any' | 'not-judged' | 'none'
  kind?: 'admin' | 'user' | undefined
  backendId?: string | undefined
  /** Names an account: those with the same password are meant, itself among them; nobody where it has one of its own. */
  sameAs?: AccountName | undefined
  /** Looks for a part of the account's name or ID, or of the name of its backend or application. */
  search?: string | undefined
  /** Gives another name that a backend is found by, as the page has for the desk's own. */
  alsoNamed?: { backendId: string; name: string } | undefined
}

/** Asks for a page of findings at a time (milliseconds since the epoch), admins first. */
export interface FindingsAsked {
  now: number
  filter: FindingsFilter
  after: FactsPlace | undefined
  limit: number
}

/** Asks for a page of findings in an order. */
export interface SortedFindingsAsked extends Omit<FindingsAsked, 'after'> {
  order: FindingsOrder
  after: FindingsPlace | undefined
}

/** Carries a page of findings, and where the next begins if there is one. */
export interface FindingsPage<Place> {
  rows: AccountFindings[]
  next: Place | null
}

/** Reads one page in the order of the store, as far as it must. */
export function listFindings(
  findings: OpenFindings,
  { now, filter, after, limit }: FindingsAsked,
): FindingsPage<FactsPlace> {
  const rows: AccountFindings[] = []
  let last: FactsPlace | null = null
  for (const { row, place } of findings.after(after, now, filter.sameAs)) {
    if (!isMeant(row, filter) || !matches(row, filter)) continue
    if (rows.length === limit) return { rows, next: last }
    rows.push(row)
    last = place
  }
  return { rows, next: null }
}

/** Reads one page of an order; goes through every account for it, as counting them does. */
export function listFindingsInOrder(
  findings: OpenFindings,
  { now, filter, order, after, limit }: SortedFindingsAsked,
): FindingsPage<FindingsPlace> {
  const judge = (facts: PasswordFacts): AccountFindings | null => {
    if (!isMeant(facts, filter)) return null
    const row = accountFindings(facts, now)
    return matches(row, filter) ? row : null
  }
  const found = firstInOrder(findings.facts(filter.sameAs), order, { after, limit: limit + 1, now, judge })
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return { rows: shown.map(({ row }) => row), next: last?.place ?? null }
}

/** Counts every account by what is found against its password at a time. */
export function countAllFindings(findings: OpenFindings, now: number): FindingCounts {
  const counts = noFindings()
  for (const row of findings.all(now)) countFindings(counts, row)
  return counts
}

type Named = Pick<AccountFindings, 'kind' | 'backendId' | 'backend' | 'application' | 'userID' | 'account'>

/** Says whether an account is among those meant, whatever is found against its password. */
function isMeant(row: Named, { kind, backendId, search = '', alsoNamed }: FindingsFilter): boolean {
  if (kind !== undefined && row.kind !== kind) return false
  if (backendId !== undefined && row.backendId !== backendId) return false
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return true
  const alias = alsoNamed?.backendId === row.backendId ? alsoNamed.name : ''
  const names = `${row.account}\n${row.userID}\n${row.application ?? ''}\n${row.backend}\n${alias}`
  return names.toLowerCase().includes(wanted)
}

function matches({ findings, judged }: AccountFindings, { finding }: FindingsFilter): boolean {
  switch (finding) {
    case 'any':
      return findings.length > 0
    case 'none':
      return findings.length === 0 && judged
    case 'not-judged':
      return !judged
    default:
      return findings.includes(finding)
  }
}
