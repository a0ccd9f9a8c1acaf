import type { AccountFilePlan, AccountImportStep } from '../../../shared/contract/account-files.ts'
import type { AccountFileKind, AccountFileRow, AccountRowFilter } from '../../../shared/model/account-file.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { followProgress } from '../follow-progress.ts'
import type { IncomingFile } from '../files/incoming-files.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { tellOfImport } from '../built-in/tell-of-import.ts'
import { whileNothingIsJudged } from '../built-in/while-nothing-is-judged.ts'
import { carryOut, type CarryOutProgress } from './carry-out.ts'
import { planAccountFile, type AccountPlan } from './plan-account-file.ts'
import { readAccountFile, type AccountFile } from './read-account-file.ts'

/** Carries a file that was read, and the plan that was made of it last. */
interface PlannedFile {
  kind: AccountFileKind
  file: AccountFile
  replacePasswords: boolean
  plan: AccountPlan
  /** Says that nobody wants the import that is under way any more. */
  isStopped: boolean
}

/** Ends an import that somebody has stopped. */
class ImportStopped extends Error {}

/** Gives the use cases of importing a file that a page has handed in. */
export function accountImports(need: () => OpenDesk) {
  // A file that is dropped takes its plan with it.
  const planned = new WeakMap<IncomingFile, PlannedFile>()
  const plannedFile = (desk: OpenDesk, by: Operator, fileId: string): PlannedFile => {
    const found = planned.get(desk.incomingFiles.whole(by.id, fileId))
    if (found === undefined) throw new Problem('FILE_GONE')
    return found
  }

  return {
    /** Reads a file and plans it; writes nothing. */
    async check(
      by: Operator,
      input: { fileId: string; kind: AccountFileKind; replacePasswords: boolean },
    ): Promise<AccountFilePlan> {
      const desk = need()
      const incoming = desk.incomingFiles.whole(by.id, input.fileId)
      const before = planned.get(incoming)
      const file =
        before?.kind === input.kind ? before.file : await readAccountFile(input.kind, incoming.bytes)
      if (!file.readable) return file
      const { kind, replacePasswords } = input
      const { plan } = await planAccountFile(desk, by, { kind, file, choice: { replacePasswords } })
      planned.set(incoming, { kind, file, replacePasswords, plan, isStopped: false })
      const { encoding, leftOut } = file
      const { counts, warned, passwords, digest } = plan
      return { readable: true, encoding, leftOut, counts, warned, passwords, digest }
    },
    /** Gives some rows of the plan, by line. */
    rows(
      by: Operator,
      query: { fileId: string; state?: AccountRowFilter | undefined; from: number; limit: number },
    ): { rows: AccountFileRow[]; total: number } {
      const { rows } = plannedFile(need(), by, query.fileId).plan
      const found = rows.filter(isMeantBy(query.state))
      return { rows: found.slice(query.from, query.from + query.limit), total: found.length }
    },
    /**
     * Carries a plan out in one transaction, telling how far it is; fails with `PLAN_OUTDATED` where it is not the one that
     * was looked at. Where it is stopped, the file is dropped or nobody follows any more, nothing is written.
     */
    async *import(
      by: Operator,
      { fileId, digest }: { fileId: string; digest: string },
    ): AsyncGenerator<AccountImportStep, void> {
      const desk = need()
      const found = plannedFile(desk, by, fileId)
      const { kind, file, replacePasswords } = found
      found.isStopped = false
      const work = async (tell: (progress: CarryOutProgress) => void): Promise<AccountImportStep> => {
        const plan = await whileNothingIsJudged(desk, () =>
          carryOut(desk, by, { kind, file, choice: { replacePasswords }, digest }, (now) => {
            if (found.isStopped) throw new ImportStopped()
            desk.incomingFiles.whole(by.id, fileId)
            tell(now)
          }),
        )
        desk.incomingFiles.drop(by.id, fileId)
        tellOfImport(desk)
        return { at: 'done', counts: plan.counts }
      }
      const steps = followProgress(
        (tell: (progress: CarryOutProgress) => void) => desk.finishBeforeExit(work(tell)).catch(asStopped),
        () => {
          found.isStopped = true
        },
      )
      yield yield* steps
    },
    /** Stops the import of a file that is under way; whether it came too late, the import itself says. */
    stop(by: Operator, fileId: string): void {
      plannedFile(need(), by, fileId).isStopped = true
    },
  }
}

function isMeantBy(filter: AccountRowFilter | undefined): (row: AccountFileRow) => boolean {
  if (filter === undefined) return () => true
  return filter === 'warned' ? ({ warnings }) => warnings.length > 0 : ({ state }) => state === filter
}

function asStopped(error: unknown): AccountImportStep {
  if (error instanceof ImportStopped) return { at: 'stopped' }
  throw error
}
