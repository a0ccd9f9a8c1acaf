import { computed, type ComputedRef } from 'vue'

/** Carries a row and the place it is drawn at, which is its key in the table. */
export interface PlacedRow<T> {
  place: number
  row: T
}

/**
 * Gives the rows of a table places: one that stays keeps its own, and one that comes takes over that of one that went.
 * What is drawn there then changes its words alone, which costs a page far less than to make it anew.
 */
export const useRowPlaces = <T>(
  rows: () => readonly T[],
  keyOf: (row: T) => string | number,
): ComputedRef<readonly PlacedRow<T>[]> => {
  let made = 0
  return computed<readonly PlacedRow<T>[]>((before = []) => {
    const places = new Map(before.map(({ place, row }) => [keyOf(row), place]))
    const staying = new Set(rows().map(keyOf))
    const left = before.filter(({ row }) => !staying.has(keyOf(row))).map(({ place }) => place)
    const free = isHeld() ? [] : left
    return rows().map((row) => ({ place: places.get(keyOf(row)) ?? free.shift() ?? made++, row }))
  })
}

/** Says that somebody is at a row, or in what was opened from one: it must not become another under their hand. */
const isHeld = (): boolean =>
  document.querySelector('tbody:active, tbody:focus-within, [role="dialog"]') !== null
