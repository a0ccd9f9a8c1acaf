import type { ResetRow } from '../../../shared/contract/reset-desk.ts'
import { resetSorts, type ResetSort } from '../../../shared/model/listed-resets.ts'
import { resetPage, type ResetFilter, type ResetPlace } from '../../store/resets/reset-list.ts'
import { resetRequestRows } from '../../store/resets/reset-requests.ts'
import type { OpenDesk } from '../open-desk.ts'
import { standing } from './case-row.ts'
import { rowView } from './case-view.ts'

/** Asks for a page of the queue; without an order the open cases come first, the newest first among them. */
export interface CasesQuery extends ResetFilter {
  sort?: ResetSort | undefined
  descending?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

/** Carries a page of the queue; `open` counts all open cases, whatever is searched for. */
interface CasesPage {
  rows: ResetRow[]
  sort: ResetSort | null
  open: number
  nextCursor: string | null
  readAt: string
}

/** Lists cases for the queue. */
export function listCases(desk: OpenDesk, query: CasesQuery): CasesPage {
  const { cursor, limit, sort: asked, descending = false, ...filter } = query
  const order = asked === undefined ? undefined : { sort: asked, descending }
  const { rows, sort, next } = resetPage(desk.store, { filter, order, after: placeOf(cursor), limit })
  return {
    rows: rows.map((row) => rowView(desk, standing(desk, row))),
    sort,
    open: resetRequestRows(desk.store).countOpen(),
    nextCursor: next === null ? null : cursorOf(next),
    readAt: desk.timestamp(),
  }
}

function cursorOf({ order, number }: ResetPlace): string {
  return `${order}.${String(number)}`
}

function placeOf(cursor: string | undefined): ResetPlace | undefined {
  const [, name, number] = /^([a-z]+)\.(\d{1,15})$/.exec(cursor ?? '') ?? []
  const order = ([...resetSorts, 'open', 'closed'] as const).find((one) => one === name)
  return order === undefined ? undefined : { order, number: Number(number) }
}
