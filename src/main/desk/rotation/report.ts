import { setImmediate } from 'node:timers/promises'
import { toldChange } from '../../../shared/model/told-change.ts'
import { csvRow } from '../../audit/csv.ts'
import { rotationRows } from '../../store/changes/rotations.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { sessionsEndBy } from './sessions-end.ts'
import { rotationOf } from './views.ts'

const columns = [
  'rotation',
  'backend',
  'position',
  'user_id',
  'account',
  'nickname',
  'state',
  'reason',
  'change',
  'change_state',
  'decided_by',
  'ended_at',
  'sessions',
  'sessions_end_by',
]
const readAtOnce = 500

/**
 * Writes the report on a rotation as CSV, one line an account, in their order; a text that a spreadsheet would run is
 * defused, and no secret is in it. That it was taken out stands in the audit before. Fails with `NOT_FOUND`.
 */
export async function rotationReport(desk: OpenDesk, by: Operator, rotationId: string): Promise<string> {
  const rotation = rotationOf(desk, rotationId)
  desk.audit.append({
    action: 'rotation.exported',
    result: 'done',
    actor: by.name,
    target: rotation.backend_name,
    detail: { rotation: rotation.id, format: 'csv' },
  })
  const lines = [csvRow(columns)]
  for (let after = 0; ;) {
    const page = rotationRows(desk.store).page(rotationId, after, readAtOnce)
    for (const row of page) {
      lines.push(
        csvRow([
          rotation.id,
          rotation.backend_name,
          row.position,
          row.user_id,
          row.account,
          row.nickname,
          row.state,
          row.reason,
          row.change_id,
          // A word that was taken must not read like a proof.
          toldChange(row.change_state, row.change_settled_by),
          row.change_settled_by,
          row.ended_at,
          row.change_sessions,
          row.change_sessions === 'sessions-stay' ? sessionsEndBy(row.ended_at) : null,
        ]),
      )
    }
    if (page.length < readAtOnce) return `${lines.join('\r\n')}\r\n`
    after = page.at(-1)?.position ?? after
    await setImmediate()
  }
}
