import { computed, shallowRef, watch, type ComputedRef } from 'vue'

/** Is what a tall window shows of a table; the rows behind it can come a frame later. */
const atFirst = 20
const perStep = 15

/**
 * Gives a table's rows, those that a window shows before the rest where most of the rest must be made: a page of 50
 * drawn at once holds the keyboard up. The rest comes some rows a frame; where as many rows stood before, all come at
 * once.
 */
export const useRowsInSteps = <T>(
  rows: () => readonly T[],
  keyOf: (row: T) => string | number,
): ComputedRef<readonly T[]> => {
  const shown = shallowRef<{ all: readonly T[]; drawn: number }>({ all: [], drawn: 0 })
  let frame = 0

  const goOn = (): void => {
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        const { all, drawn } = shown.value
        shown.value = { all, drawn: Math.min(all.length, drawn + perStep) }
        if (shown.value.drawn < all.length) goOn()
      })
    })
  }

  const take = (all: readonly T[]): void => {
    cancelAnimationFrame(frame)
    const before = shown.value
    const known = new Set(before.all.map(keyOf))
    const later = all.slice(atFirst)
    const unknown = later.filter((row) => !known.has(keyOf(row)))
    const made = Math.min(unknown.length, all.length - before.drawn)
    // A page that nobody sees draws no frames.
    const isWhole = made * 2 <= later.length || document.visibilityState === 'hidden'
    shown.value = { all, drawn: isWhole ? all.length : atFirst }
    if (!isWhole) goOn()
  }

  watch(rows, take, { immediate: true, flush: 'sync' })
  return computed(() => {
    const { all, drawn } = shown.value
    return drawn === all.length ? all : all.slice(0, drawn)
  })
}
