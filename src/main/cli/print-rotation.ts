import type { RotationRecord, RotationRowRecord } from '../../shared/contract/rotations.ts'
import type { RotationCounts, RotationRowState } from '../../shared/model/rotation.ts'
import { exitCodes, type CommandContext } from './command.ts'

/** Carries one account of a rotation as it is printed. */
export type PrintedRow = Pick<RotationRowRecord, 'userID' | 'account' | 'state' | 'reason'> & {
  changeId: string | null
}

/** Says in one line how many accounts of a rotation had their turn, and how it ended for them. */
export function rotationProgress({ waiting, changing, ...ended }: RotationCounts): string {
  const results = Object.entries(ended).filter(([, count]) => count > 0)
  const had = results.reduce((sum, [, count]) => sum + count, 0)
  const said = results.map(([state, count]) => `${String(count)} ${state}`).join(', ')
  return `${String(had)} of ${String(had + waiting + changing)}${said === '' ? '' : `: ${said}`}`
}

/** Prints a rotation with each of its accounts as JSON; null stands for one that was only tried. */
export function printRotation(
  { out, note }: Pick<CommandContext, 'out' | 'note'>,
  rotation: RotationRecord | null,
  rows: readonly PrintedRow[],
): void {
  const counts: Partial<Record<RotationRowState, number>> = {}
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1
  const { id, state, stopReason, passwordLength } = rotation ?? {}
  out(JSON.stringify({ rotation: rotation && { id, state, stopReason, passwordLength }, counts, rows }))
  if (state === 'stopped' || state === 'first-done') {
    note('What waits has not been touched: resume the rotation in the desk, or begin another.')
  }
  for (const { account, changeId } of rows.filter((row) => row.state === 'unknown')) {
    note(
      `It is not known which password of ${account} is in force: latchkey resolve --change ${changeId ?? ''}`,
    )
  }
  for (const { account } of rows.filter((row) => row.state === 'changing')) {
    note(`The change of ${account} was cut off: the next desk that opens the store says how it stands.`)
  }
}

/**
 * Gives the exit code of a rotation: 3 where any account is unknown, or was cut off in the middle, else 1 where any did
 * not succeed, else 0.
 */
export function rotationExitCode(rows: readonly PrintedRow[]): number {
  if (rows.some(({ state }) => state === 'unknown' || state === 'changing')) return exitCodes.unreachable
  return rows.every(({ state }) => state === 'confirmed') ? exitCodes.done : exitCodes.negative
}
