import { computed, type ComputedRef } from 'vue'
import type { Language } from '../locales/i18n.ts'

/** Holds what the URL says about the order of a list that the page has as a whole. */
export interface OrderState<Sort extends string> {
  sort: Sort
  desc: boolean
}

/** Orders a list that the page has as a whole; one that is paged is ordered by the store. */
export interface ListOrder<Row, Sort extends string> {
  sort: ComputedRef<Sort>
  descending: ComputedRef<boolean>
  /** Sorts by a column, and turns the order round where it is sorted by that one already. */
  sortBy(column: Sort): Promise<void>
  /** Gives the rows in their order; those without a value come last, whichever way it goes. */
  ordered(rows: readonly Row[]): Row[]
}

/** Keeps the order of a list in the URL; `values` gives what each column is sorted by, texts as the language does. */
export const useListOrder = <Row, Sort extends string>(
  url: {
    state: ComputedRef<OrderState<Sort>>
    set(patch: Partial<OrderState<Sort>>): Promise<void>
  },
  values: Record<Sort, (row: Row) => string | number | null>,
  language: ComputedRef<Language>,
): ListOrder<Row, Sort> => {
  const sort = computed(() => url.state.value.sort)
  const descending = computed(() => url.state.value.desc)
  const collator = computed(() => new Intl.Collator(language.value, { numeric: true, sensitivity: 'base' }))

  const compare = (one: string | number, other: string | number): number =>
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : collator.value.compare(String(one), String(other))

  return {
    sort,
    descending,
    sortBy: (column) =>
      url.set(column === sort.value ? { desc: !descending.value } : { sort: column, desc: false }),
    ordered(rows) {
      const valueOf = values[sort.value]
      const known = rows.flatMap((row) => {
        const value = valueOf(row)
        return value === null ? [] : [{ row, value }]
      })
      const turn = descending.value ? -1 : 1
      return [
        ...known.toSorted((one, other) => turn * compare(one.value, other.value)).map(({ row }) => row),
        ...rows.filter((row) => valueOf(row) === null),
      ]
    },
  }
}
