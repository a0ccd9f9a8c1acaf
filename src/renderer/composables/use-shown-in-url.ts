import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type HistoryState } from 'vue-router'
import { keptTrail } from './use-keyset-paging.ts'

/** Holds what is opened over a page, as its URL says: other pages can lead to it, and Back closes it. */
export interface ShownInUrl {
  shown: ComputedRef<string | null>
  /** Opens one as a step of its own in the history; one that is opened from another takes its place. */
  open(value: string): Promise<void>
  /** Closes it: goes back where it was opened here, and else takes it out of the URL. */
  close(): Promise<void>
}

const mark = 'openedHere'

/** Says whether the entry of the history that is shown was made by opening what stands under the key. */
const isOpenedHere = (key: string): boolean => {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && mark in state && state[mark] === key
}

/** Keeps what is opened over a page under a key of the URL's query; filters and the place in the paging stay. */
export const useShownInUrl = (key: string): ShownInUrl => {
  const route = useRoute()
  const router = useRouter()
  const shown = computed(() => {
    const value = route.query[key]
    return typeof value === 'string' && value !== '' ? value : null
  })
  const goBack = (): Promise<void> =>
    new Promise((resolve) => {
      const forget = router.afterEach(() => {
        forget()
        resolve()
      })
      router.back()
    })

  return {
    shown,
    async open(value) {
      const query = { ...route.query, [key]: value }
      if (shown.value !== null) {
        await router.replace({ query })
        return
      }
      const state: HistoryState = { trail: keptTrail(), [mark]: key }
      await router.push({ query, state })
    },
    async close() {
      if (shown.value === null) return
      if (isOpenedHere(key)) {
        await goBack()
        return
      }
      const { [key]: _, ...query } = route.query
      await router.replace({ query })
    },
  }
}
