import type { AuditResult } from '../../shared/model/audit-action.ts'
import { isSettledAction, settledByOf, type SettledBy } from '../../shared/model/audit-settled-words.ts'
import { cellText, type RawEvent } from '../store/audit/raw-event.ts'
import { openAuditReader } from '../store/audit/reader.ts'
import { eventView } from './event-view.ts'
import { countFindings, noFindings, type AccountFindings, type FindingCounts } from './findings.ts'
import { openFindings } from './open-findings.ts'

/** Carries what the report on an audit shows, counted in one pass over the events and one over the accounts. */
export interface ReportFigures {
  storeId: string
  events: number
  /** Counts events by UTC day, `YYYY-MM-DD`, of the last days that have any; days without events are in it. */
  days: { label: string; value: number }[]
  /** Counts events by UTC hour of the day. */
  hours: { label: string; value: number }[]
  results: Record<AuditResult | 'other', number>
  /** Counts events by action; the ends of unknown changes also by what they ended. */
  actions: { label: string; value: number; settledBy: SettledBy | null }[]
  actors: { label: string; value: number }[]
  /** Counts accounts by the age of their password; the keys are `ages`. */
  ages: Record<(typeof ages)[number], number>
  findings: FindingCounts
  /** Holds the first accounts that have findings. */
  accounts: AccountFindings[]
  /** Counts the accounts that have findings. */
  accountsFound: number
}

/** Lists the ages of passwords that the report counts, in days; the last two are older ones and unknown ones. */
export const ages = ['30', '90', '180', '365', 'older', 'unknown'] as const

const dayMs = 24 * 60 * 60 * 1000
const mostDays = 92
const mostActions = 15
const mostAccounts = 500

/** Says which file is counted, whether anybody may have written it, and at what time (milliseconds since the epoch). */
interface FiguresTask {
  path: string
  isForeign: boolean
  now: number
}

/** Counts what the report on a store's audit shows; fails with a `StoreError`. */
export function collectFigures(task: FiguresTask): ReportFigures {
  return { ...countEvents(task.path), ...countAccounts(task) }
}

function countEvents(
  path: string,
): Pick<ReportFigures, 'storeId' | 'events' | 'days' | 'hours' | 'results' | 'actions' | 'actors'> {
  const reader = openAuditReader(path)
  try {
    const days = new Map<string, number>()
    const hours = new Map<string, number>()
    const actions = noActions()
    const actors = new Map<string, number>()
    const results = { done: 0, failed: 0, pending: 0, other: 0 }
    let events = 0
    for (const event of reader.events({}, { newestFirst: false })) {
      const [, at, actor, action, , result] = event
      events++
      add(days, cellText(at).slice(0, 10))
      add(hours, cellText(at).slice(11, 13))
      add(actions[settledByIn(event) ?? 'other'], cellText(action))
      add(actors, cellText(actor))
      results[isResult(result) ? result : 'other']++
    }
    return {
      storeId: reader.storeId,
      events,
      days: everyDay(days),
      hours: Array.from({ length: 24 }, (_, hour) => {
        const label = String(hour).padStart(2, '0')
        return { label, value: hours.get(label) ?? 0 }
      }),
      results,
      actions: mostActionsOf(actions),
      actors: most(entriesOf(actors)),
    }
  } finally {
    reader.close()
  }
}

function countAccounts({
  path,
  isForeign,
  now,
}: FiguresTask): Pick<ReportFigures, 'ages' | 'findings' | 'accounts' | 'accountsFound'> {
  const open = openFindings(path, { isForeign })
  try {
    const byAge: ReportFigures['ages'] = { 30: 0, 90: 0, 180: 0, 365: 0, older: 0, unknown: 0 }
    const findings = noFindings()
    const accounts: AccountFindings[] = []
    let accountsFound = 0
    for (const row of open.all(now)) {
      countFindings(findings, row)
      byAge[ageOf(row.passwordChangedAt, now)]++
      if (row.findings.length === 0) continue
      accountsFound++
      if (accounts.length < mostAccounts) accounts.push(row)
    }
    return { ages: byAge, findings, accounts, accountsFound }
  } finally {
    open.close()
  }
}

function ageOf(changedAt: string | null, now: number): (typeof ages)[number] {
  const days = changedAt === null ? NaN : (now - Date.parse(changedAt)) / dayMs
  if (Number.isNaN(days)) return 'unknown'
  return (['30', '90', '180', '365'] as const).find((limit) => days < Number(limit)) ?? 'older'
}

function isResult(result: string): result is AuditResult {
  return result === 'done' || result === 'failed' || result === 'pending'
}

function everyDay(days: ReadonlyMap<string, number>): { label: string; value: number }[] {
  const known = [...days.keys()].filter((day) => !Number.isNaN(Date.parse(day))).toSorted()
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return []
  const end = Date.parse(last)
  const begin = Math.max(Date.parse(first), end - (mostDays - 1) * dayMs)
  const shown: { label: string; value: number }[] = []
  for (let day = begin; day <= end; day += dayMs) {
    const label = new Date(day).toISOString().slice(0, 10)
    shown.push({ label, value: days.get(label) ?? 0 })
  }
  return shown
}

type ActionCounts = Record<SettledBy | 'other', Map<string, number>>

const noActions = (): ActionCounts => ({ proved: new Map(), decided: new Map(), other: new Map() })

function settledByIn(event: RawEvent): SettledBy | null {
  return isSettledAction(cellText(event[3])) ? settledByOf(eventView(event).detail['why']) : null
}

function mostActionsOf({ proved, decided, other }: ActionCounts): ReportFigures['actions'] {
  return most([
    ...entriesOf(other).map((one) => ({ ...one, settledBy: null })),
    ...entriesOf(proved).map((one) => ({ ...one, settledBy: 'proved' as const })),
    ...entriesOf(decided).map((one) => ({ ...one, settledBy: 'decided' as const })),
  ])
}

function entriesOf(counts: ReadonlyMap<string, number>): { label: string; value: number }[] {
  return [...counts].map(([label, value]) => ({ label, value }))
}

function most<T extends { label: string; value: number }>(counts: readonly T[]): T[] {
  return counts.toSorted((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1)).slice(0, mostActions)
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
