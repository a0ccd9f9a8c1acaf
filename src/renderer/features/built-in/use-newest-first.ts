import { useThrottleFn } from '@vueuse/core'
import { computed, shallowRef } from 'vue'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useQuery } from '../../composables/use-query.ts'

interface Step {
  before: number | null
  offset: number
}

interface Page<R> {
  rows: readonly R[]
  nextBefore: number | null
  readAt: string
}

const top: Step = { before: null, offset: 0 }
const pause = 500

/** Pages through what happened, newest first; the first page follows what happens, the others stand still. */
export const useNewestFirst = <P extends Page<unknown>>(
  load: (page: { before?: number }, signal: AbortSignal) => Promise<P>,
) => {
  const { live } = useDesk()
  const place = shallowRef<Step>(top)
  const trail = shallowRef<readonly Step[]>([])
  const list = useQuery(
    (signal) => load(place.value.before === null ? {} : { before: place.value.before }, signal),
    place,
  )
  const isFirst = computed(() => place.value.before === null)
  // Every new question drops the one before it: under a flood of requests none would ever be answered.
  const follow = useThrottleFn(
    () => {
      if (isFirst.value) void list.read()
    },
    pause,
    true,
  )
  useTopics(live, ['built-in', 'directory'], () => void follow())

  const rows = computed<P['rows']>(() => list.data.value?.rows ?? [])
  const canGoOn = computed(() => (list.data.value?.nextBefore ?? null) !== null)

  return {
    list,
    rows,
    isFirst,
    canGoOn,
    canGoBack: computed(() => trail.value.length > 0),
    from: computed(() => place.value.offset + 1),
    to: computed(() => place.value.offset + rows.value.length),
    /** Asks for the newest anew, also where they are shown already: what is asked for may have changed. */
    first() {
      trail.value = []
      place.value = { ...top }
    },
    previous() {
      const step = trail.value.at(-1)
      if (step === undefined) return
      trail.value = trail.value.slice(0, -1)
      place.value = step
    },
    next() {
      const before = list.data.value?.nextBefore ?? null
      if (before === null) return
      trail.value = [...trail.value, place.value]
      place.value = { before, offset: place.value.offset + rows.value.length }
    },
  }
}
