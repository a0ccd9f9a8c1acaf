import { getPriority, setPriority } from 'node:os'
import type { MessagePort } from 'node:worker_threads'
import type { AuditReport } from '../../shared/contract/audit.ts'
import type { StructureFault } from '../store/audit/audit-structure.ts'
import type { GuardedStoreRow } from '../store/audit/guarded-rows.ts'
import { openAuditReader } from '../store/audit/reader.ts'
import type { AuditorCopyTask } from './copy-for-auditor.ts'
import type { OtherExportTask } from './export-other-events.ts'
import type { OtherAnswer } from './other-answer.ts'
import type { FindingCounts } from './findings.ts'
import type { OtherEventsFacets, OtherEventsPage, OtherEventsTask } from './read-other-events.ts'
import type { OtherFindingsPage, OtherFindingsTask } from './read-other-findings.ts'
import {
  concludeVerification,
  judgeStructure,
  readScope,
  type VerifyOptions,
  type VerifyScope,
} from './verify.ts'
import { walkChain, type Walk, type WalkPart } from './walk-chain.ts'
import type { ReportTask } from './write-report.ts'

/** Names a store and what its audit is held against. */
export interface VerifyTask {
  path: string
  options: Omit<VerifyOptions, 'onProgress'>
}

const toldEvery = 10_000

// A verification is waited for: what other work needs is loaded with the first of it.

// On Linux the nice value belongs to the thread; elsewhere it would slow the whole program.
// Only root may lower it: a program that was started with a higher one stays there.
if (process.platform === 'linux' && getPriority() < 5) setPriority(5)

/** Reads what a store's chain is held against, and what the walks along it go by. */
export function scope({ path, options }: VerifyTask): VerifyScope {
  return reading(path, (reader) => readScope(reader, options))
}

/** Judges the schema around a store's audit. */
export function structure({ path, options }: VerifyTask): StructureFault[] {
  return reading(path, (reader) => judgeStructure(reader, options))
}

/** Walks along one part of a store's chain; posts how many events it has checked as it goes. */
export function walk({ path, part, port }: { path: string; part: WalkPart; port: MessagePort }): Walk {
  let told = 0
  try {
    const walked = reading(path, (reader) =>
      walkChain(reader, {
        ...part,
        onProgress: (checked) => {
          if (checked < told + toldEvery) return
          port.postMessage(checked)
          told = checked
        },
      }),
    )
    port.postMessage(walked.count)
    return walked
  } finally {
    port.close()
  }
}

/** Puts together what was found. */
export function conclude({
  path,
  options,
  ...found
}: VerifyTask & Parameters<typeof concludeVerification>[2]): AuditReport {
  return reading(path, (reader) => concludeVerification(reader, options, found))
}

/** Reads the rows that carry a MAC, for whoever holds the key. */
export function guardedRows({ path }: { path: string }): GuardedStoreRow[] {
  return reading(path, (reader) => reader.guardedRows())
}

/** Makes the file that an auditor takes away; fails with an `AuditCopyError` or a `StoreError`. */
export async function copy(task: AuditorCopyTask): Promise<AuditReport> {
  const { copyForAuditor } = await import('./copy-for-auditor.ts')
  return copyForAuditor(task)
}

/** Writes the report on a store's audit as one page of HTML. */
export async function report(task: ReportTask): Promise<OtherAnswer<string>> {
  const [{ writeAuditReport }, { asOtherAnswer }] = await Promise.all([
    import('./write-report.ts'),
    import('./other-answer.ts'),
  ])
  try {
    return { value: writeAuditReport(task) }
  } catch (error) {
    return asOtherAnswer(error)
  }
}

/** Reads a page of another file's events. */
export async function otherPage(task: OtherEventsTask): Promise<OtherAnswer<OtherEventsPage>> {
  const { readOtherPage } = await import('./read-other-events.ts')
  return readOtherPage(task)
}

/** Reads who and what occurs in another file. */
export async function otherFacets(task: { path: string }): Promise<OtherAnswer<OtherEventsFacets>> {
  const { readOtherFacets } = await import('./read-other-events.ts')
  return readOtherFacets(task)
}

/** Reads a page of another file's findings. */
export async function otherFindings(task: OtherFindingsTask): Promise<OtherAnswer<OtherFindingsPage>> {
  const { readOtherFindings } = await import('./read-other-findings.ts')
  return readOtherFindings(task)
}

/** Counts another file's findings. */
export async function otherFindingCounts(task: {
  path: string
  now: number
}): Promise<OtherAnswer<FindingCounts>> {
  const { countOtherFindings } = await import('./read-other-findings.ts')
  return countOtherFindings(task)
}

/** Hands on another file's events, piece by piece. */
export async function otherExport(task: OtherExportTask): Promise<void> {
  const { exportOtherEvents } = await import('./export-other-events.ts')
  await exportOtherEvents(task)
}

function reading<T>(path: string, work: (reader: ReturnType<typeof openAuditReader>) => T): T {
  const reader = openAuditReader(path)
  try {
    return work(reader)
  } finally {
    reader.close()
  }
}
