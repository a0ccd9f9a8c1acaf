import { computed } from 'vue'
import type { AdminRow } from '../../../shared/contract/admins.ts'
import type { DeskClient } from '../../../shared/contract/index.ts'
import { useDesk } from '../../composables/desk.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useLookFurther } from '../../composables/use-look-further.ts'
import { useQuery } from '../../composables/use-query.ts'
import {
  choiceField,
  flagField,
  optionalField,
  textField,
  useUrlState,
} from '../../composables/use-url-state.ts'
import { adminFindings, changeFilters, type AdminFinding } from '../../locales/vocabulary.ts'
import type { ChangeFilter } from '../../../shared/model/change-filter.ts'

/** Names a column by which the table can be sorted. */
export type AdminSort = NonNullable<NonNullable<Parameters<DeskClient['admins']['list']>[0]>['sort']>

/** Holds what the URL says about the table of admins. */
export interface AdminsState {
  q: string
  backend: string | null
  finding: AdminFinding | null
  state: ChangeFilter | null
  sort: AdminSort
  desc: boolean
}

const sorts: readonly AdminSort[] = ['account', 'backend', 'passwordChangedAt', 'lastChangeAt']

/** Reads the table of admins as its URL says, and again when the desk says that something changed. */
export const useAdminsList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<AdminsState>(
    {
      q: textField(),
      backend: optionalField(),
      finding: choiceField(adminFindings, null),
      state: choiceField(changeFilters, null),
      sort: choiceField(sorts, 'account'),
      desc: flagField(),
    },
    ['sort', 'desc'],
  )
  const paging = useKeysetPaging()
  const question = computed(() => {
    const { q, backend, finding, state, sort, desc } = url.state.value
    return {
      sort,
      descending: desc,
      ...(q === '' ? {} : { search: q }),
      ...(backend === null ? {} : { backendId: backend }),
      ...(finding === null ? {} : { finding }),
      ...(state === null ? {} : { state }),
      ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
    }
  })
  const list = useQuery(
    (signal) => desk.admins.list(question.value, { signal }),
    () => JSON.stringify(question.value),
  )
  const further = useLookFurther({
    read: (cursor, signal) => desk.admins.list({ ...question.value, cursor }, { signal }),
    list: () => JSON.stringify(question.value),
    paging,
  })
  useBatchedTopics(live, ['admins', 'directory'], () => list.read())

  const rows = computed<readonly AdminRow[]>(() => list.data.value?.rows ?? [])
  const sort = computed(() => list.data.value?.sort ?? null)
  const isUnsorted = computed(() => list.data.value !== null && sort.value === null)
  const sortBy = (column: AdminSort): Promise<void> =>
    url.set(column === url.state.value.sort ? { desc: !url.state.value.desc } : { sort: column, desc: false })

  return { url, paging, list, further, rows, sort, isUnsorted, sortBy }
}
