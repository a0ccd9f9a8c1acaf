import type { ResetRow } from '../../../shared/contract/reset-desk.ts'
import { resetRequestRows, type ResetFilter, type ResetPlace } from '../../store/reset-requests.ts'
import type { OpenDesk } from '../open-desk.ts'
import { standing } from './case-row.ts'
import { rowView } from './case-view.ts'

/** Lists cases for the queue, open ones first; `open` counts all open ones, whatever is searched for. */
export function listCases(
  desk: OpenDesk,
  { cursor, limit, ...filter }: ResetFilter & { cursor?: string | undefined; limit: number },
): { rows: ResetRow[]; open: number; nextCursor: string | null; readAt: string } {
  const cases = resetRequestRows(desk.store)
  const found = cases.list(filter, cursor === undefined ? undefined : placeOf(cursor), limit + 1)
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => rowView(desk, standing(desk, row))),
    open: cases.countOpen(),
    nextCursor:
      found.length > limit && last !== undefined
        ? `${last.closed_at === null ? 'open' : 'closed'}.${String(last.number)}`
        : null,
    readAt: desk.timestamp(),
  }
}

function placeOf(cursor: string): ResetPlace | undefined {
  const [, part, number] = /^(open|closed)\.(\d{1,15})$/.exec(cursor) ?? []
  return number === undefined ? undefined : { isClosed: part === 'closed', number: Number(number) }
}
