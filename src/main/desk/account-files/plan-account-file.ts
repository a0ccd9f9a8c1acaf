import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type {
  AccountFileCounts,
  AccountFileKind,
  AccountFileRow,
  AccountRowPassword,
} from '../../../shared/model/account-file.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { adminPlanner } from './plan-admins.ts'
import { userPlanner } from './plan-users.ts'
import type { PlanChoice, PlannedRow, RowPlanner } from './planned-row.ts'
import type { AccountFile } from './read-account-file.ts'

/** Carries what would become of every row of a file. */
export interface AccountPlan {
  rows: AccountFileRow[]
  counts: AccountFileCounts
  passwords: Record<Extract<AccountRowPassword, 'given' | 'replaces' | 'kept'>, number>
  /** Stands for the rows: two plans with the same digest do the same. */
  digest: string
}

const slice = 500
const planners = { admins: adminPlanner, users: userPlanner } as const

/** Plans a file, five hundred rows at a time, with other work between; writes nothing. */
export async function planAccountFile(
  desk: OpenDesk,
  by: Operator,
  { kind, file, choice }: { kind: AccountFileKind; file: AccountFile; choice: PlanChoice },
): Promise<AccountPlan> {
  const planner = planners[kind](desk, by, choice)
  const views: AccountFileRow[] = []
  for (const row of file.rows) {
    views.push(planner.plan(row).view)
    if (views.length % slice === 0) await setImmediate()
  }
  return planOf(views)
}

/**
 * Plans a file once more and carries it out, inside the transaction that is open, if the plan is still the one with
 * this digest; gives null, with nothing written, where it is another.
 */
export function carryOut(
  desk: OpenDesk,
  by: Operator,
  {
    kind,
    file,
    choice,
    digest,
  }: { kind: AccountFileKind; file: AccountFile; choice: PlanChoice; digest: string },
): AccountPlan | null {
  const planner: RowPlanner = planners[kind](desk, by, choice)
  const planned = file.rows.map((row): PlannedRow => planner.plan(row))
  const plan = planOf(planned.map(({ view }) => view))
  if (plan.digest !== digest || plan.counts.error > 0) return null
  for (const { write } of planned) write?.()
  planner.finish()
  return plan
}

function planOf(rows: AccountFileRow[]): AccountPlan {
  const counts: AccountFileCounts = { new: 0, changed: 0, unchanged: 0, error: 0 }
  const passwords = { given: 0, replaces: 0, kept: 0 }
  const hash = createHash('sha256')
  for (const row of rows) {
    counts[row.state]++
    const { password } = row
    if (password === 'given' || password === 'replaces' || password === 'kept') passwords[password]++
    hash.update(`${JSON.stringify(row)}\n`)
  }
  return { rows, counts, passwords, digest: hash.digest('hex') }
}
