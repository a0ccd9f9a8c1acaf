import { sql as raw, type RawBuilder } from 'kysely'
import type { ExchangeSort } from '../../../shared/model/listed-exchanges.ts'
import type { ExchangesTable } from '../schema/credential-schema.ts'
import { numberedStretch, stretchesOf, type ListStretch } from '../list-stretches.ts'

const columns = {
  at: 'id',
  operation: 'operation',
  target: 'target',
  backend: 'backend_name',
  status: 'status',
  duration: 'duration_ms',
} as const satisfies Record<ExchangeSort, keyof ExchangesTable>

const orders: Record<Exclude<ExchangeSort, 'at'>, { index: string; key: RawBuilder<unknown> }> = {
  operation: { index: 'exchanges_by_operation', key: raw`operation` },
  target: { index: 'exchanges_by_target', key: raw`target COLLATE NOCASE` },
  backend: { index: 'exchanges_by_backend_name', key: raw`backend_name COLLATE NOCASE` },
  status: { index: 'exchanges_by_status', key: raw`status` },
  duration: { index: 'exchanges_by_duration', key: raw`duration_ms` },
}

/** Gives the stretches of an order of exchanges that follow one of them; their numbers are in the order of time. */
export function exchangeStretches(
  { sort, descending }: { sort: ExchangeSort; descending: boolean },
  after: (Pick<ExchangesTable, Exclude<(typeof columns)[ExchangeSort], 'id'>> & { id: number }) | undefined,
): ListStretch[] {
  if (sort === 'at') return numberedStretch(raw`id`, descending, after?.id)
  const place = after === undefined ? undefined : { value: after[columns[sort]], number: after.id }
  return stretchesOf({ ...orders[sort], number: raw`id`, descending }, place)
}
