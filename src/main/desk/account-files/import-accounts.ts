import type { AccountFilePlan } from '../../../shared/contract/account-files.ts'
import type {
  AccountFileCounts,
  AccountFileKind,
  AccountFileRow,
  AccountRowState,
} from '../../../shared/model/account-file.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { IncomingFile } from '../incoming-files.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { carryOut, planAccountFile, type AccountPlan } from './plan-account-file.ts'
import { readAccountFile, type AccountFile } from './read-account-file.ts'

/** Carries a file that was read, and the plan that was made of it last. */
interface PlannedFile {
  kind: AccountFileKind
  file: AccountFile
  replacePasswords: boolean
  plan: AccountPlan
}

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
      const plan = await planAccountFile(desk, by, { kind, file, choice: { replacePasswords } })
      planned.set(incoming, { kind, file, replacePasswords, plan })
      const { encoding, leftOut } = file
      const { counts, passwords, digest } = plan
      return { readable: true, encoding, leftOut, counts, passwords, digest }
    },
    /** Gives some rows of the plan, by line. */
    rows(
      by: Operator,
      query: { fileId: string; state?: AccountRowState | undefined; from: number; limit: number },
    ): { rows: AccountFileRow[]; total: number } {
      const { rows } = plannedFile(need(), by, query.fileId).plan
      const found = query.state === undefined ? rows : rows.filter(({ state }) => state === query.state)
      return { rows: found.slice(query.from, query.from + query.limit), total: found.length }
    },
    /** Carries a plan out in one transaction; fails with `PLAN_OUTDATED` where it is not the one that was looked at. */
    import(
      by: Operator,
      { fileId, digest }: { fileId: string; digest: string },
    ): { counts: AccountFileCounts } {
      const desk = need()
      const { kind, file, replacePasswords } = plannedFile(desk, by, fileId)
      const { counts } = desk.store.transaction(() => {
        const done = carryOut(desk, by, { kind, file, choice: { replacePasswords }, digest })
        if (done === null) throw new Problem('PLAN_OUTDATED')
        desk.audit.append({
          action: 'accounts.imported',
          result: 'done',
          actor: by.name,
          target: kind,
          detail: {
            ...done.counts,
            passwords: done.passwords.given + done.passwords.replaces,
            replaced: done.passwords.replaces,
            sha256: file.sha256,
          },
        })
        return done
      })
      desk.incomingFiles.drop(by.id, fileId)
      tellPages(desk)
      return { counts }
    },
  }
}

function tellPages({ live, judging, directory }: OpenDesk): void {
  live.publish('admins')
  live.publish('directory')
  directory.backgroundHashing.start()
  judging.start()
}
