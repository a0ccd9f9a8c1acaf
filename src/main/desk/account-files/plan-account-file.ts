import { createHash } from 'node:crypto'
import type {
  AccountFileCounts,
  AccountFileKind,
  AccountFileRow,
  AccountRowPassword,
} from '../../../shared/model/account-file.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { createPauses } from '../pauses.ts'
import { adminPlanner } from './plan-admins.ts'
import { userPlanner } from './plan-users.ts'
import type { PlanChoice, PlannedRow, RowPlanner } from './planned-row.ts'
import type { AccountFile } from './read-account-file.ts'

/** Carries what would become of every row of a file. */
export interface AccountPlan {
  rows: AccountFileRow[]
  counts: AccountFileCounts
  /** Counts the rows that carry warnings. */
  warned: number
  passwords: Record<Extract<AccountRowPassword, 'given' | 'replaces' | 'kept'>, number>
  /** Stands for the rows: two plans with the same digest do the same. */
  digest: string
}

/** Says which file is planned, and how. */
export interface FileToPlan {
  kind: AccountFileKind
  file: AccountFile
  choice: PlanChoice
}

const planners = { admins: adminPlanner, users: userPlanner } as const

/** Plans a file row by row, with other work between; writes nothing, but gives what would. */
export async function planAccountFile(
  desk: OpenDesk,
  by: Operator,
  { kind, file, choice }: FileToPlan,
): Promise<{ plan: AccountPlan; planned: PlannedRow[]; planner: RowPlanner }> {
  const planner = planners[kind](desk, by, choice)
  const planned: PlannedRow[] = []
  const counts: AccountFileCounts = { new: 0, changed: 0, unchanged: 0, error: 0 }
  const passwords = { given: 0, replaces: 0, kept: 0 }
  const hash = createHash('sha256')
  const pause = createPauses()
  for (const row of file.rows) {
    planned.push(planner.plan(row))
    await pause()
  }
  const rows: AccountFileRow[] = []
  for (const { view } of planned) {
    const row = { ...view, warnings: planner.warningsOf(view.line) }
    rows.push(row)
    const { state, password } = row
    counts[state]++
    if (password === 'given' || password === 'replaces' || password === 'kept') passwords[password]++
    hash.update(`${JSON.stringify(row)}\n`)
    await pause()
  }
  const warned = rows.filter(({ warnings }) => warnings.length > 0).length
  return { plan: { rows, counts, warned, passwords, digest: hash.digest('hex') }, planned, planner }
}
