import { computed } from 'vue'
import type { ResetRow } from '../../../shared/contract/reset-desk.ts'
import { resetSorts, type ResetSort } from '../../../shared/model/listed-resets.ts'
import type { ResetCaseState } from '../../../shared/model/reset-case.ts'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useLookFurther } from '../../composables/use-look-further.ts'
import { useQuery } from '../../composables/use-query.ts'
import { choiceField, flagField, textField, useUrlState } from '../../composables/use-url-state.ts'
import { en } from '../../locales/en.ts'

/** Names which cases are shown: those in a state, or all that are open or closed. */
export type Shown = ResetCaseState | 'open' | 'closed'

/** Lists the states of a case, as the texts know them. */
export const caseStates = Object.keys(en.words.resetState) as ResetCaseState[]

/** Holds what the URL says about the queue. */
export interface QueueState {
  q: string
  show: Shown | null
  sort: ResetSort | null
  desc: boolean
}

/** Reads the queue as its URL says, and again when the desk says that a case changed. */
export const useResetList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<QueueState>(
    {
      q: textField(),
      show: choiceField<Shown, null>(['open', 'closed', ...caseStates], null),
      sort: choiceField(resetSorts, null),
      desc: flagField(),
    },
    ['sort', 'desc'],
  )
  const paging = useKeysetPaging()
  const question = computed(() => {
    const { q, show, sort, desc } = url.state.value
    return {
      ...(sort === null ? {} : { sort, descending: desc }),
      ...(q === '' ? {} : { search: q }),
      ...(show === null ? {} : { show }),
      ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
    }
  })
  const list = useQuery(
    (signal) => desk.resetDesk.list(question.value, { signal }),
    () => JSON.stringify(question.value),
  )
  const further = useLookFurther({
    read: (cursor, signal) => desk.resetDesk.list({ ...question.value, cursor }, { signal }),
    list: () => JSON.stringify(question.value),
    paging,
  })
  useTopics(live, ['resets', 'admins'], () => void list.read())
  const rows = computed<readonly ResetRow[]>(() => list.data.value?.rows ?? [])
  const sort = computed(() => list.data.value?.sort ?? null)
  const isUnsorted = computed(
    () => url.state.value.sort !== null && list.data.value !== null && sort.value === null,
  )
  /** Sorts by a column one way, then the other, then not at all: open cases come first then. The newest come first. */
  const sortBy = (column: ResetSort): Promise<void> => {
    const first = column === 'number' || column === 'opened'
    const { sort: chosen, desc } = url.state.value
    if (column !== chosen) return url.set({ sort: column, desc: first })
    return url.set(desc === first ? { desc: !first } : { sort: null, desc: false })
  }
  return { url, paging, list, further, rows, sort, isUnsorted, sortBy }
}
