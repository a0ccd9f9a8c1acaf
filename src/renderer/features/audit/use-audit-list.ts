import { computed } from 'vue'
import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useQuery } from '../../composables/use-query.ts'
import { useEventState } from './use-event-state.ts'

/** Reads the table of events as its URL says, and again when the desk says that something was recorded. */
export const useAuditList = () => {
  const { desk, live } = useDesk()
  const state = useEventState()
  const { paging, filter, place, question } = state
  const list = useQuery((signal) => desk.audit.list({ ...filter(), ...place.value }, { signal }), question)
  const facets = useQuery((signal) => desk.audit.facets(undefined, { signal }))
  useTopics(live, ['audit'], () => {
    void facets.read()
    if (paging.isFirst.value) void list.read()
  })
  const events = computed<readonly AuditEvent[]>(() => list.data.value?.events ?? [])
  return { ...state, list, facets, events }
}
