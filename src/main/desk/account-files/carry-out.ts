import { Problem } from '../../../shared/model/problems.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { createPauses } from '../pauses.ts'
import { planAccountFile, type AccountPlan, type FileToPlan } from './plan-account-file.ts'
import { doRecorded, ReadOtherwiseError, recordWork, type RecordedWork } from './recorded-work.ts'

/** Says how far the carrying out of a file is; what is written begins anew where it has to give way to other writes. */
export interface CarryOutProgress {
  at: 'preparing' | 'writing'
  done: number
  total: number
}

/** Hears after every step how far it is, and ends it, with nothing written, by a throw. */
type Tell = (progress: CarryOutProgress) => void

/** Says which plan is carried out, by its digest. */
type FileToCarryOut = FileToPlan & { digest: string }

const mostPreparations = 3

/**
 * Plans a file once more and carries it out in one transaction, with its event, while everything else goes on; fails with
 * `PLAN_OUTDATED`, with nothing written, where the plan is not the one with this digest any more.
 */
export async function carryOut(
  desk: OpenDesk,
  by: Operator,
  file: FileToCarryOut,
  tell: Tell,
): Promise<AccountPlan> {
  for (let tries = 0; tries < mostPreparations; tries++) {
    const { plan, work } = await prepare(desk, by, file, tell)
    const total = work.reads.length + work.writes.length
    try {
      await desk.store.turnByTurn(function* (inside) {
        const steps = doRecorded(desk, work, inside)
        for (let done = 1; steps.next().done !== true; done++) {
          tell({ at: 'writing', done, total })
          yield
        }
      })
      return plan
    } catch (error) {
      // Something else may have changed: whether it matters is for a new plan to say.
      if (!(error instanceof ReadOtherwiseError)) throw error
    }
  }
  throw new Problem('PLAN_OUTDATED')
}

/** Records what the plan does, each password sealed already, if it is still the plan that was looked at. */
async function prepare(
  desk: OpenDesk,
  by: Operator,
  { digest, ...file }: FileToCarryOut,
  tell: Tell,
): Promise<{ plan: AccountPlan; work: RecordedWork }> {
  const { recording, work } = recordWork(desk)
  const { plan, planned, planner } = await planAccountFile(recording, by, file)
  if (plan.digest !== digest || plan.counts.error > 0) throw new Problem('PLAN_OUTDATED')
  const pause = createPauses()
  for (const [at, { write }] of planned.entries()) {
    write?.()
    tell({ at: 'preparing', done: at + 1, total: planned.length })
    await pause()
  }
  planner.finish()
  recording.audit.append({
    action: 'accounts.imported',
    result: 'done',
    actor: by.name,
    target: file.kind,
    detail: {
      ...plan.counts,
      passwords: plan.passwords.given + plan.passwords.replaces,
      replaced: plan.passwords.replaces,
      sha256: file.file.sha256,
    },
  })
  return { plan, work }
}
