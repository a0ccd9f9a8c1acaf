import { onScopeDispose, readonly, shallowRef, watch, type Ref, type WatchSource } from 'vue'

/** Carries what was last read, whether reading goes on, and why the last reading failed. */
export interface Query<T> {
  data: Readonly<Ref<T | null>>
  error: Readonly<Ref<unknown>>
  isReading: Readonly<Ref<boolean>>
  /** Says when the data was read (UTC); null before the first time. */
  readAt: Readonly<Ref<string | null>>
  read(): Promise<void>
}

/** Reads from the desk now and whenever a source changes; the newest question wins and older ones are dropped. */
export const useQuery = <T>(
  load: (signal: AbortSignal) => Promise<T>,
  sources: WatchSource | WatchSource[] = [],
): Query<T> => {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<unknown>(null)
  const isReading = shallowRef(false)
  const readAt = shallowRef<string | null>(null)
  let current: AbortController | null = null

  const read = async (): Promise<void> => {
    current?.abort()
    const mine = new AbortController()
    current = mine
    isReading.value = true
    try {
      const result = await load(mine.signal)
      if (mine.signal.aborted) return
      data.value = result
      readAt.value = new Date().toISOString()
      error.value = null
    } catch (failure) {
      if (!mine.signal.aborted) error.value = failure
    } finally {
      if (current === mine) isReading.value = false
    }
  }

  watch(sources, read, { immediate: true })
  onScopeDispose(() => current?.abort())
  return { data, error, isReading: readonly(isReading), readAt: readonly(readAt), read }
}
