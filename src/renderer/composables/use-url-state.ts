import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import { withTrail } from './use-keyset-paging.ts'

/** Reads one value out of the query of the URL and writes it back; what is as by default is left out. */
export interface UrlField<T> {
  read(raw: string | undefined): T
  write(value: T): string | undefined
}

/** Keeps free text. */
export const textField = (): UrlField<string> => ({
  read: (raw) => raw ?? '',
  write: (value) => (value === '' ? undefined : value),
})

/** Keeps one of a closed list; anything else in the URL is read as the default. */
export const choiceField = <T extends string, D extends T | null>(
  choices: readonly T[],
  byDefault: D,
): UrlField<T | D> => ({
  read: (raw) => choices.find((choice) => choice === raw) ?? byDefault,
  write: (value) => (value === byDefault || value === null ? undefined : value),
})

/** Keeps a yes or no. */
export const flagField = (byDefault = false): UrlField<boolean> => ({
  read: (raw) => (raw === undefined ? byDefault : raw === '1'),
  write: (value) => (value === byDefault ? undefined : value ? '1' : '0'),
})

/** Keeps an open value that may be absent. */
export const optionalField = (): UrlField<string | null> => ({
  read: (raw) => raw ?? null,
  write: (value) => value ?? undefined,
})

/** Names one field of the URL for each value of a table's state. */
export type UrlFields<V> = { [K in keyof V]: UrlField<V[K]> }

/** Holds the state of a table as its URL says it. */
export interface UrlState<V> {
  state: ComputedRef<V>
  /** Writes some values to the URL, replacing the entry of the history; the place in the paging is given up. */
  set(patch: Partial<V>): Promise<void>
  /** Writes what was chosen for one field, read as the URL would be; `clearing` goes back to its default with it. */
  choose(
    key: keyof V & string,
    chosen: string | null,
    clearing?: readonly (keyof V & string)[],
  ): Promise<void>
  /** Takes every filter back to its default. */
  reset(): Promise<void>
  /** Says whether any filter differs from its default. */
  isFiltered: ComputedRef<boolean>
}

/** Names the places in the query that paging uses. */
export const pagingKeys = ['after', 'from-row'] as const

const single = (query: LocationQuery, key: string): string | undefined => {
  const value = query[key]
  return typeof value === 'string' ? value : undefined
}

/**
 * Binds the state of a table to the query of the URL; `notFilters` names what `reset` leaves alone, `prefix` is that of
 * the table's paging.
 */
export const useUrlState = <V extends object>(
  fields: UrlFields<V>,
  notFilters: readonly (keyof V & string)[] = [],
  prefix = '',
): UrlState<V> => {
  const route = useRoute()
  const router = useRouter()
  const keys = Object.keys(fields) as (keyof V & string)[]
  const filters = keys.filter((key) => !notFilters.includes(key))

  const valuesFor = (which: readonly (keyof V & string)[], raw: (key: string) => string | undefined): V =>
    Object.fromEntries(which.map((key) => [key, fields[key].read(raw(key))])) as V

  const write = async (patch: Partial<V>): Promise<void> => {
    const query = { ...route.query }
    for (const key of pagingKeys) Reflect.deleteProperty(query, `${prefix}${key}`)
    for (const key of keys) {
      if (!(key in patch)) continue
      const raw = fields[key].write(patch[key] as V[typeof key])
      if (raw === undefined) Reflect.deleteProperty(query, key)
      else query[key] = raw
    }
    await router.replace({ query, hash: route.hash, state: withTrail(prefix, []) })
  }

  return {
    state: computed(() => valuesFor(keys, (key) => single(route.query, key))),
    set: write,
    choose: (key, chosen, clearing = []) =>
      write(valuesFor([key, ...clearing], (one) => (one === key ? (chosen ?? undefined) : undefined))),
    reset: () => write(valuesFor(filters, () => undefined)),
    isFiltered: computed(() => filters.some((key) => single(route.query, key) !== undefined)),
  }
}
