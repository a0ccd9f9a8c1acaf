import { computed } from 'vue'
import type { RotationRecord } from '../../../shared/contract/rotations.ts'
import type { RotationSort, RotationState } from '../../../shared/model/rotation.ts'
import { useDesk } from '../../composables/desk.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import { choiceField, flagField, useUrlState } from '../../composables/use-url-state.ts'
import { rotationStates } from '../../locales/vocabulary.ts'

/** Holds what the URL says about the table of rotations. */
export interface RotationsState {
  state: RotationState | null
  sort: RotationSort
  desc: boolean
}

const sorts: readonly RotationSort[] = ['planned', 'state']

/** Reads the table of rotations as its URL says, and again when the desk says that one goes on. */
export const useRotationsList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<RotationsState>(
    {
      state: choiceField(rotationStates, null),
      sort: choiceField(sorts, 'planned'),
      desc: flagField(true),
    },
    ['sort', 'desc'],
  )
  const paging = useKeysetPaging()
  const question = computed(() => {
    const { state, sort, desc } = url.state.value
    return {
      sort,
      descending: desc,
      ...(state === null ? {} : { state }),
      ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
    }
  })
  const list = useQuery(
    (signal) => desk.rotations.list(question.value, { signal }),
    () => JSON.stringify(question.value),
  )
  useBatchedTopics(live, ['rotation'], () => list.read())
  /** Sorts by time from the newest on, by state from the first; and turns that round where it is sorted so already. */
  const sortBy = (column: RotationSort): Promise<void> => {
    const { sort, desc } = url.state.value
    return url.set(column === sort ? { desc: !desc } : { sort: column, desc: column === 'planned' })
  }
  const rotations = computed<readonly RotationRecord[]>(() => list.data.value?.rotations ?? [])
  return { url, paging, list, rotations, sortBy }
}
