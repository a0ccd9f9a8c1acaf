import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter, type HistoryState } from 'vue-router'

/** Pages through a list that only knows "what comes after this"; the way back is kept beside the URL. */
export interface KeysetPaging {
  /** Says after what to read; null for the first page. */
  cursor: ComputedRef<string | null>
  /** Counts the rows on the pages before this one. */
  offset: ComputedRef<number>
  canGoBack: ComputedRef<boolean>
  isFirst: ComputedRef<boolean>
  next(cursor: string, rowsHere: number): Promise<void>
  previous(): Promise<void>
  first(): Promise<void>
}

interface Step {
  cursor: string | null
  offset: number
}

const trailEnd = 'trail'

const stateHere = (): Record<string, unknown> => {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null ? { ...state } : {}
}

const readTrail = (prefix = ''): Step[] => {
  const kept = stateHere()[`${prefix}${trailEnd}`]
  if (!Array.isArray(kept)) return []
  return kept.filter(
    (step: unknown): step is Step =>
      typeof step === 'object' && step !== null && 'cursor' in step && 'offset' in step,
  )
}

/** Gives the state of an entry of the history in which one list has a trail, and other lists of the page keep theirs. */
export const withTrail = (prefix: string, trail: readonly Step[]): HistoryState => {
  const prefixes = Object.keys(stateHere())
    .filter((key) => key.endsWith(trailEnd))
    .map((key) => key.slice(0, -trailEnd.length))
  const plain = (steps: readonly Step[]) => steps.map(({ cursor, offset }) => ({ cursor, offset }))
  return {
    ...Object.fromEntries(prefixes.map((one) => [`${one}${trailEnd}`, plain(readTrail(one))])),
    [`${prefix}${trailEnd}`]: plain(trail),
  }
}

/** Gives the trail that this entry of the history keeps, for another entry that shows the same page of the list. */
export const keptTrail = (): { cursor: string | null; offset: number }[] =>
  readTrail().map(({ cursor, offset }) => ({ cursor, offset }))

/**
 * Keeps the place in a keyset-paged list in the query of the URL, and the trail back in the history's state; of several
 * lists of a page each has a prefix.
 */
export const useKeysetPaging = (prefix = ''): KeysetPaging => {
  const route = useRoute()
  const router = useRouter()
  const [afterKey, rowKey] = [`${prefix}after`, `${prefix}from-row`] as const
  const trail = shallowRef<Step[]>(readTrail(prefix))
  watch(
    () => route.fullPath,
    () => {
      trail.value = readTrail(prefix)
    },
  )

  const cursor = computed(() => {
    const after = route.query[afterKey]
    return typeof after === 'string' ? after : null
  })
  const offset = computed(() => Math.max(0, Number(route.query[rowKey] ?? 0) || 0))

  const go = async (step: Step, way: Step[]): Promise<void> => {
    const query = { ...route.query }
    Reflect.deleteProperty(query, afterKey)
    Reflect.deleteProperty(query, rowKey)
    if (step.cursor !== null) {
      query[afterKey] = step.cursor
      query[rowKey] = String(step.offset)
    }
    await router.push({ query, hash: route.hash, state: withTrail(prefix, way) })
  }

  return {
    cursor,
    offset,
    canGoBack: computed(() => trail.value.length > 0),
    isFirst: computed(() => cursor.value === null),
    next: (after, rowsHere) =>
      go({ cursor: after, offset: offset.value + rowsHere }, [
        ...trail.value,
        { cursor: cursor.value, offset: offset.value },
      ]),
    async previous() {
      const step = trail.value.at(-1)
      if (step !== undefined) await go(step, trail.value.slice(0, -1))
    },
    first: () => go({ cursor: null, offset: 0 }, []),
  }
}
