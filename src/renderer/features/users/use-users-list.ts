import { computed, shallowRef, watch } from 'vue'
import type { User } from '../../../shared/contract/users.ts'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useSession } from '../../composables/session.ts'
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
  const session = useSession()
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
  useTopics(live, ['directory'], () => void list.read())
  const rows = computed<readonly User[]>(() => list.data.value?.rows ?? [])

  // Support staff may not list applications: they choose among those of the users that they have seen.
  const listed = useQuery(async (signal) =>
    session.role === 'administrator' ? (await desk.applications.list({ limit: 200 }, { signal })).rows : [],
  )
  const seen = shallowRef<ReadonlySet<string>>(new Set())
  watch(
    [rows, listed.data],
    () => {
      const now = [...rows.value, ...(listed.data.value ?? [])].map(({ appid }) => appid)
      seen.value = new Set([...seen.value, ...now])
    },
    { immediate: true },
  )
  const appids = computed(() => {
    const { application } = url.state.value
    return [...new Set([...seen.value, ...(application === null ? [] : [application])])].sort()
  })
  return { url, paging, list, rows, appids }
}
