import { computed } from 'vue'
import type { User } from '../../../shared/contract/users.ts'
import { useDesk } from '../../composables/desk.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import { optionalField, textField, useUrlState } from '../../composables/use-url-state.ts'

/** Holds what the URL says about the table of users. */
export interface UsersState {
  q: string
  application: string | null
}

/** Reads the table of users as its URL says, and again when the desk says that the directory changed. */
export const useUsersList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<UsersState>({ q: textField(), application: optionalField() })
  const paging = useKeysetPaging()
  const question = computed(() => {
    const { q, application } = url.state.value
    return {
      ...(q === '' ? {} : { search: q }),
      ...(application === null ? {} : { appid: application }),
      ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
    }
  })
  const list = useQuery(
    (signal) => desk.users.list(question.value, { signal }),
    () => JSON.stringify(question.value),
  )
  useBatchedTopics(live, ['directory'], () => list.read())
  const rows = computed<readonly User[]>(() => list.data.value?.rows ?? [])

  const names = useQuery((signal) => desk.applications.names(undefined, { signal }))
  useBatchedTopics(live, ['directory'], () => names.read())
  const applications = computed<readonly { appid: string; name: string }[]>(() => {
    const listed = names.data.value ?? []
    const { application } = url.state.value
    // An address can name an application that is not among the first thousand, or not there any more.
    if (application === null || listed.some(({ appid }) => appid === application)) return listed
    return [...listed, { appid: application, name: application }]
  })
  return { url, paging, list, rows, applications }
}
