import { computed } from 'vue'
import type { ListedUser } from '../../../shared/contract/users.ts'
import {
  userSorts,
  userStandings,
  type UserSort,
  type UserStanding,
} from '../../../shared/model/listed-users.ts'
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

/** Holds what the URL says about the table of users. */
export interface UsersState {
  q: string
  application: string | null
  standing: UserStanding | null
  sort: UserSort | null
  desc: boolean
}

/** Reads the table of users as its URL says, and again when the desk says that the directory changed. */
export const useUsersList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<UsersState>(
    {
      q: textField(),
      application: optionalField(),
      standing: choiceField(userStandings, null),
      sort: choiceField(userSorts, null),
      desc: flagField(),
    },
    ['sort', 'desc'],
  )
  const paging = useKeysetPaging()
  /** Of one application all have the same. */
  const sorts = computed(() =>
    userSorts.filter((sort) => sort !== 'application' || url.state.value.application === null),
  )
  const asked = computed(() => sorts.value.find((sort) => sort === url.state.value.sort) ?? null)
  const question = computed(() => {
    const { q, application, standing, desc } = url.state.value
    return {
      ...(asked.value === null ? {} : { sort: asked.value, descending: desc }),
      ...(q === '' ? {} : { search: q }),
      ...(application === null ? {} : { appid: application }),
      ...(standing === null ? {} : { standing }),
      ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
    }
  })
  const list = useQuery(
    (signal) => desk.users.list(question.value, { signal }),
    () => JSON.stringify(question.value),
  )
  const further = useLookFurther({
    read: (cursor, signal) => desk.users.list({ ...question.value, cursor }, { signal }),
    list: () => JSON.stringify(question.value),
    paging,
  })
  useBatchedTopics(live, ['directory'], () => list.read())
  const rows = computed<readonly ListedUser[]>(() => list.data.value?.rows ?? [])
  const sort = computed(() => list.data.value?.sort ?? null)
  const isUnsorted = computed(() => asked.value !== null && list.data.value !== null && sort.value === null)
  /** Sorts by a column up, then down, then not at all: users are then in the order in which they came. */
  const sortBy = (column: UserSort): Promise<void> => {
    if (column !== url.state.value.sort) return url.set({ sort: column, desc: false })
    return url.set(url.state.value.desc ? { sort: null, desc: false } : { desc: true })
  }

  const names = useQuery((signal) => desk.applications.names(undefined, { signal }))
  useBatchedTopics(live, ['directory'], () => names.read())
  const applications = computed<readonly { appid: string; name: string }[]>(() => {
    const listed = names.data.value ?? []
    const { application } = url.state.value
    // An address can name an application that is not among the first thousand, or not there any more.
    if (application === null || listed.some(({ appid }) => appid === application)) return listed
    return [...listed, { appid: application, name: application }]
  })
  return { url, paging, list, further, rows, sorts, sort, isUnsorted, sortBy, applications }
}
