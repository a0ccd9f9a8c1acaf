import { computed, shallowRef, watch, type ComputedRef } from 'vue'

/** Is what a tall window shows of a table; the rows behind it can come a frame later. */
const atFirst = 20

/**
 * Gives a table's rows, those that a window shows a frame before the rest where most of the rest are new: a page of 50
 * drawn at once holds the keyboard up. Rows that are only read anew all stay.
 */
export const useRowsInSteps = <T>(
  rows: () => readonly T[],
  keyOf: (row: T) => string | number,
): ComputedRef<readonly T[]> => {
  const all = shallowRef<readonly T[]>([])
  const isWhole = shallowRef(true)

  watch(
    rows,
    (next) => {
      const known = new Set(all.value.map(keyOf))
      const later = next.slice(atFirst)
      const unknown = later.filter((row) => !known.has(keyOf(row)))
      all.value = next
      // A page that nobody sees draws no frames.
      isWhole.value = unknown.length * 2 <= later.length || document.visibilityState === 'hidden'
      if (!isWhole.value) afterNextFrame(() => (isWhole.value = true))
    },
    { immediate: true, flush: 'sync' },
  )

  return computed(() => (isWhole.value ? all.value : all.value.slice(0, atFirst)))
}

const afterNextFrame = (work: () => void): void => {
  requestAnimationFrame(() => {
    requestAnimationFrame(work)
  })
}
