import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { AccountFileRow, AccountRowFilter } from '../../../shared/model/account-file.ts'
import { useDesk } from '../../composables/desk.ts'
import { useQuery } from '../../composables/use-query.ts'
import type { ReadablePlan } from './use-account-import.ts'

const pageSize = 50

const firstLookedAt = ({ counts, warned }: ReadablePlan): AccountRowFilter | '' => {
  if (counts.error > 0) return 'error'
  return warned > 0 ? 'warned' : ''
}

/** Reads the rows of a plan page by page, those with errors or else warnings first where there are any. */
export const usePlanRows = (fileId: Ref<string>, plan: Ref<ReadablePlan>) => {
  const { desk } = useDesk()
  const state = ref<AccountRowFilter | ''>(firstLookedAt(plan.value))
  const from = shallowRef(0)
  watch([state, () => plan.value.digest], () => (from.value = 0), { flush: 'sync' })
  const list = useQuery(
    (signal) =>
      desk.accountFiles.rows(
        {
          fileId: fileId.value,
          from: from.value,
          limit: pageSize,
          ...(state.value !== '' && { state: state.value }),
        },
        { signal },
      ),
    () => [fileId.value, plan.value.digest, state.value, from.value].join(),
  )
  const rows = computed<readonly AccountFileRow[]>(() => list.data.value?.rows ?? [])
  const total = computed(() => list.data.value?.total ?? 0)
  return {
    state,
    list,
    rows,
    total,
    from,
    canGoBack: computed(() => from.value > 0),
    canGoOn: computed(() => from.value + rows.value.length < total.value),
    previous: () => {
      from.value = Math.max(0, from.value - pageSize)
    },
    next: () => {
      from.value += pageSize
    },
  }
}
