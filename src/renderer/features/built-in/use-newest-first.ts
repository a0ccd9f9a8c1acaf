import { useThrottleFn } from '@vueuse/core'
import { computed } from 'vue'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'

interface Page<R> {
  rows: readonly R[]
  nextBefore: number | null
  readAt: string
}

const pause = 500

/**
 * Pages through what happened, newest first; the first page follows what happens, the others stand still. The URL keeps
 * the place under the list's prefix; `asked` is what else is asked for.
 */
export const useNewestFirst = <P extends Page<unknown>>(
  prefix: string,
  load: (page: { before?: number }, signal: AbortSignal) => Promise<P>,
  asked: () => string | null = () => null,
) => {
  const { live } = useDesk()
  const paging = useKeysetPaging(prefix)
  const before = computed(() => {
    const number = Number(paging.cursor.value ?? Number.NaN)
    return Number.isSafeInteger(number) && number > 0 ? number : null
  })
  const list = useQuery(
    (signal) => load(before.value === null ? {} : { before: before.value }, signal),
    () => JSON.stringify([before.value, asked()]),
  )
  const isFirst = computed(() => before.value === null)
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
  const offset = computed(() => (isFirst.value ? 0 : paging.offset.value))
  const next = computed(() => list.data.value?.nextBefore ?? null)
  return {
    list,
    rows,
    isFirst,
    canGoOn: computed(() => next.value !== null),
    canGoBack: paging.canGoBack,
    from: computed(() => offset.value + 1),
    to: computed(() => offset.value + rows.value.length),
    first: () => paging.first(),
    previous: () => paging.previous(),
    async next() {
      if (next.value !== null) await paging.next(String(next.value), rows.value.length)
    },
  }
}
