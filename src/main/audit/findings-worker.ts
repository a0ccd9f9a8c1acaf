import type { FactsPlace } from '../store/audit/findings-reader.ts'
import { takePasswordCensus, type PasswordCensus } from '../store/accounts/password-census.ts'
import type { FindingCounts } from './findings.ts'
import {
  countAllFindings,
  listFindings,
  listFindingsInOrder,
  type FindingsAsked,
  type FindingsPage,
  type SortedFindingsAsked,
} from './list-findings.ts'
import { openFindings, type OpenFindings } from './open-findings.ts'
import type { FindingsPlace } from './order-findings.ts'

/** Asks for a page of a store's findings, admins first. */
export type FindingsTask = FindingsAsked & { path: string }

/** Asks for a page of a store's findings in an order. */
export type SortedFindingsTask = SortedFindingsAsked & { path: string }

/** Reads one page on a worker thread; holds no key, and needs none. */
export function page({ path, ...asked }: FindingsTask): FindingsPage<FactsPlace> {
  return reading(path, (findings) => listFindings(findings, asked))
}

/** Reads one page of an order on a worker thread. */
export function sortedPage({ path, ...asked }: SortedFindingsTask): FindingsPage<FindingsPlace> {
  return reading(path, (findings) => listFindingsInOrder(findings, asked))
}

/** Counts the findings of a store on a worker thread. */
export function summary({ path, now }: { path: string; now: number }): FindingCounts {
  return reading(path, (findings) => countAllFindings(findings, now))
}

/** Takes the census of admins' passwords on a worker thread. */
export function census({ path, now }: { path: string; now: number }): PasswordCensus {
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
