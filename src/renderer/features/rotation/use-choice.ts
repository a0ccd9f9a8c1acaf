import { computed } from 'vue'
import type { AdminRow } from '../../../shared/contract/admins.ts'
import type { ChangeFilter } from '../../../shared/model/change-filter.ts'
import { useDesk } from '../../composables/desk.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import {
  choiceField,
  flagField,
  optionalField,
  textField,
  useUrlState,
} from '../../composables/use-url-state.ts'
import { adminFindings, changeFilters, type AdminFinding } from '../../locales/vocabulary.ts'

/** Lists the ages, in days, by which accounts can be chosen. */
export const ages = ['30', '60', '90', '180', '365'] as const

/** Names a column by which the accounts to choose from can be sorted. */
export type ChoiceSort = 'account' | 'passwordChangedAt' | 'lastChangeAt'

/** Holds what the URL says about the accounts to choose from; its keys are those of the table of admins. */
export interface ChoiceState {
  q: string
  backend: string | null
  finding: AdminFinding | null
  state: ChangeFilter | null
  age: (typeof ages)[number] | null
  sort: ChoiceSort
  desc: boolean
}

const sorts: readonly ChoiceSort[] = ['account', 'passwordChangedAt', 'lastChangeAt']

/** Reads the admins of one backend as the URL filters them; without a backend in it, of the first that has admins. */
export const useChoice = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<ChoiceState>(
    {
      q: textField(),
      backend: optionalField(),
      finding: choiceField(adminFindings, null),
      state: choiceField(changeFilters, null),
      age: choiceField(ages, null),
      sort: choiceField(sorts, 'account'),
      desc: flagField(),
    },
    ['backend', 'sort', 'desc'],
  )
  const paging = useKeysetPaging()
  const first = useQuery((signal) => desk.admins.list({ sort: 'backend', limit: 1 }, { signal }))
  const backendId = computed(() => url.state.value.backend ?? first.data.value?.rows[0]?.backend.id ?? null)
  const matching = computed(() => {
    const { q, finding, state, age } = url.state.value
    return {
      ...(q === '' ? {} : { search: q }),
      ...(finding === null ? {} : { finding }),
      ...(state === null ? {} : { state }),
      ...(age === null ? {} : { minAgeDays: Number(age) }),
    }
  })
  const question = computed(() => {
    if (backendId.value === null) return null
    const { sort, desc } = url.state.value
    return { ...matching.value, backendId: backendId.value, sort, descending: desc }
  })
  const list = useQuery(
    async (signal) => {
      if (question.value === null) return null
      const after = paging.cursor.value
      return desk.admins.list({ ...question.value, ...(after === null ? {} : { cursor: after }) }, { signal })
    },
    () => JSON.stringify([question.value, paging.cursor.value]),
  )
  useBatchedTopics(live, ['admins'], () => list.read())

  const rows = computed<readonly AdminRow[]>(() => list.data.value?.rows ?? [])
  const sortBy = (sort: ChoiceSort): Promise<void> =>
    url.set(sort === url.state.value.sort ? { desc: !url.state.value.desc } : { sort, desc: false })

  return { url, paging, first, list, rows, backendId, matching, question, sortBy }
}
