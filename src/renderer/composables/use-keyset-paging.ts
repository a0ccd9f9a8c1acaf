import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

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

const readTrail = (): Step[] => {
  const state: unknown = window.history.state
  if (typeof state !== 'object' || state === null || !('trail' in state) || !Array.isArray(state.trail))
    return []
  return state.trail.filter(
    (step: unknown): step is Step =>
      typeof step === 'object' && step !== null && 'cursor' in step && 'offset' in step,
  )
}

/** Gives the trail that this entry of the history keeps, for another entry that shows the same page of the list. */
export const keptTrail = (): { cursor: string | null; offset: number }[] =>
  readTrail().map(({ cursor, offset }) => ({ cursor, offset }))

/** Keeps the place in a keyset-paged list in the query of the URL, and the trail back in the history's state. */
export const useKeysetPaging = (): KeysetPaging => {
  const route = useRoute()
  const router = useRouter()
  const trail = shallowRef<Step[]>(readTrail())
  watch(
    () => route.fullPath,
    () => {
      trail.value = readTrail()
    },
  )

  const cursor = computed(() => (typeof route.query['after'] === 'string' ? route.query['after'] : null))
  const offset = computed(() => Math.max(0, Number(route.query['from-row'] ?? 0) || 0))

  const go = async (step: Step, way: Step[]): Promise<void> => {
    const query = { ...route.query }
    Reflect.deleteProperty(query, 'after')
    Reflect.deleteProperty(query, 'from-row')
    if (step.cursor !== null) {
      query['after'] = step.cursor
      query['from-row'] = String(step.offset)
    }
    await router.push({ query, state: { trail: way.map((one) => ({ ...one })) } })
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
