import { computed } from 'vue'
import { useRoute } from 'vue-router'
import type { RotationRowState } from '../../../shared/model/rotation.ts'
import { useDesk } from '../../composables/desk.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import { choiceField, useUrlState } from '../../composables/use-url-state.ts'
import { rotationRowStates } from '../../locales/vocabulary.ts'

/** Reads the rotation that the URL names, and the page of its accounts that it asks for, as they go on. */
export const useRotation = () => {
  const { desk, live } = useDesk()
  const route = useRoute()
  const url = useUrlState<{ state: RotationRowState | null }>({ state: choiceField(rotationRowStates, null) })
  const paging = useKeysetPaging()
  const question = computed(() => {
    const { rotationId } = route.params
    const { state } = url.state.value
    return {
      rotationId: typeof rotationId === 'string' ? rotationId : '',
      after: Number(paging.cursor.value ?? 0) || 0,
      ...(state === null ? {} : { state }),
    }
  })
  const read = useQuery(
    (signal) => desk.rotations.get(question.value, { signal }),
    () => JSON.stringify(question.value),
  )
  useBatchedTopics(live, ['rotation', 'admins'], () => read.read())
  return { url, paging, read, rotationId: computed(() => question.value.rotationId) }
}
