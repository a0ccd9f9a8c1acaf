import { computed } from 'vue'
import type { ListedApplication } from '../../../shared/contract/applications.ts'
import { useDesk } from '../../composables/desk.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import { textField, useUrlState } from '../../composables/use-url-state.ts'

/** Reads the table of applications as its URL says, and again when the desk says that the directory changed. */
export const useApplicationsList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<{ q: string }>({ q: textField() })
  const paging = useKeysetPaging()
  const question = computed(() => ({
    ...(url.state.value.q === '' ? {} : { search: url.state.value.q }),
    ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
  }))
  const list = useQuery(
    (signal) => desk.applications.list(question.value, { signal }),
    () => JSON.stringify(question.value),
  )
  useBatchedTopics(live, ['directory'], () => list.read())

  const rows = computed<readonly ListedApplication[]>(() => list.data.value?.rows ?? [])
  return { url, paging, list, rows }
}
