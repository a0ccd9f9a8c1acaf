import { computed } from 'vue'
import type { Application, ListedApplication } from '../../../shared/contract/applications.ts'
import { applicationSorts, type ApplicationSort } from '../../../shared/model/listed-applications.ts'
import { useDesk } from '../../composables/desk.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import { choiceField, flagField, textField, useUrlState } from '../../composables/use-url-state.ts'
import { applicationStatuses, developerStatuses } from '../../locales/vocabulary.ts'

/** Lists how a flag of an application can be set. */
export const flagSettings = ['on', 'off'] as const

/** Names how a flag of an application is set. */
export type FlagSetting = (typeof flagSettings)[number]

/** Holds what the URL says about the table of applications. */
export interface ApplicationsState {
  q: string
  status: Application['status'] | null
  developer: Application['developerStatus'] | null
  'password-change': FlagSetting | null
  'token-validation': FlagSetting | null
  sort: ApplicationSort
  desc: boolean
}

/** Reads the table of applications as its URL says, and again when the desk says that the directory changed. */
export const useApplicationsList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<ApplicationsState>(
    {
      q: textField(),
      status: choiceField(applicationStatuses, null),
      developer: choiceField(developerStatuses, null),
      'password-change': choiceField(flagSettings, null),
      'token-validation': choiceField(flagSettings, null),
      sort: choiceField(applicationSorts, 'appid'),
      desc: flagField(),
    },
    ['sort', 'desc'],
  )
  const paging = useKeysetPaging()
  const question = computed(() => {
    const { q, status, developer, sort, desc, ...flags } = url.state.value
    const change = flags['password-change']
    const validation = flags['token-validation']
    return {
      sort,
      descending: desc,
      ...(q === '' ? {} : { search: q }),
      ...(status === null ? {} : { status }),
      ...(developer === null ? {} : { developerStatus: developer }),
      ...(change === null ? {} : { allowPasswordChange: change === 'on' }),
      ...(validation === null ? {} : { tokenValidation: validation === 'on' }),
      ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
    }
  })
  const list = useQuery(
    (signal) => desk.applications.list(question.value, { signal }),
    () => JSON.stringify(question.value),
  )
  useBatchedTopics(live, ['directory'], () => list.read())

  /** Sorts by a column up, then down, then by appid again, as at first. */
  const sortBy = (column: ApplicationSort): Promise<void> => {
    const { sort, desc } = url.state.value
    if (column !== sort) return url.set({ sort: column, desc: false })
    return url.set(desc ? { sort: 'appid', desc: false } : { desc: true })
  }
  const rows = computed<readonly ListedApplication[]>(() => list.data.value?.rows ?? [])
  return { url, paging, list, rows, sortBy }
}
