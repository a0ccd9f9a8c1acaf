import { computed, shallowRef, watch, type ComputedRef } from 'vue'

/** Holds which accounts are chosen: by their ids, in the order in which they were chosen, or all that match. */
export interface Selection {
  /** Says whether all that match are meant, on whichever page they stand. */
  isAll: Readonly<ComputedRef<boolean>>
  ids: Readonly<ComputedRef<readonly string[]>>
  count: ComputedRef<number>
  /** Says how much of this page is chosen. */
  page: ComputedRef<'all' | 'some' | 'none'>
  has(id: string): boolean
  toggle(id: string): void
  togglePage(): void
  chooseAll(): void
  clear(): void
}

/** Chooses among rows of which only a page is here; what was chosen is given up when other rows are asked for. */
export const useSelection = (
  rows: () => readonly { id: string }[],
  total: () => number,
  question: () => string,
): Selection => {
  const ids = shallowRef<ReadonlySet<string>>(new Set())
  const isAll = shallowRef(false)
  const has = (id: string): boolean => isAll.value || ids.value.has(id)
  const choose = (chosen: Iterable<string>): void => {
    isAll.value = false
    ids.value = new Set(chosen)
  }
  const here = (): string[] => rows().map(({ id }) => id)
  /** Whoever takes one out of all that match is left with those that can be seen. */
  const named = (): string[] => (isAll.value ? here() : [...ids.value])

  const page = computed(() => {
    const chosen = here().filter(has).length
    if (chosen === 0) return 'none'
    return chosen === rows().length ? 'all' : 'some'
  })
  watch(question, () => {
    choose([])
  })

  return {
    isAll: computed(() => isAll.value),
    ids: computed(() => [...ids.value]),
    count: computed(() => (isAll.value ? total() : ids.value.size)),
    page,
    has,
    toggle: (id) => {
      choose(has(id) ? named().filter((one) => one !== id) : [...named(), id])
    },
    togglePage: () => {
      const onPage = new Set(here())
      if (page.value === 'all') choose(named().filter((id) => !onPage.has(id)))
      else choose([...named(), ...onPage])
    },
    chooseAll: () => {
      isAll.value = true
      ids.value = new Set()
    },
    clear: () => {
      choose([])
    },
  }
}
