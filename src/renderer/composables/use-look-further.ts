import { onScopeDispose, readonly, shallowRef, watch, type Ref, type WatchSource } from 'vue'
import type { KeysetPaging } from './use-keyset-paging.ts'

/** Looks on along a list of which a page may be empty and lead on, until there is something to show. */
export interface LookFurther {
  isLooking: Readonly<Ref<boolean>>
  /** Looks from a place on; shows the page that it came to, which may be empty still where it took too long. */
  look(from: string): Promise<void>
  /** Stops where it is, and shows that page. */
  stop(): void
}

/** Says how a page of the list is read that follows a place, and by what the list is known for another one. */
interface LookedAt {
  read(cursor: string, signal: AbortSignal): Promise<{ rows: readonly unknown[]; nextCursor: string | null }>
  list: WatchSource
  paging: Pick<KeysetPaging, 'next'>
}

/** Is for how long it looks at most, in milliseconds. */
const longest = 20_000

/** Makes one press look as far as many would; a list that becomes another one, or is left, is not looked along. */
export const useLookFurther = ({ read, list, paging }: LookedAt): LookFurther => {
  const isLooking = shallowRef(false)
  let current = { stopping: new AbortController(), isLeft: false }
  const leave = (): void => {
    current.isLeft = true
    current.stopping.abort()
  }
  watch(list, leave)
  onScopeDispose(leave)

  const goalOf = async (from: string, signal: AbortSignal): Promise<string> => {
    const until = performance.now() + longest
    let at = from
    try {
      while (!signal.aborted && performance.now() < until) {
        const { rows, nextCursor } = await read(at, signal)
        if (rows.length > 0 || nextCursor === null || nextCursor === at) return at
        at = nextCursor
      }
    } catch {
      // The list says itself what keeps it from being read from here.
    }
    return at
  }

  return {
    isLooking: readonly(isLooking),
    async look(from) {
      if (isLooking.value) return
      const mine = { stopping: new AbortController(), isLeft: false }
      current = mine
      isLooking.value = true
      const goal = await goalOf(from, mine.stopping.signal)
      isLooking.value = false
      if (!mine.isLeft) await paging.next(goal, 0)
    },
    stop() {
      current.stopping.abort()
    },
  }
}
