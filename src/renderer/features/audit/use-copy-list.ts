import { computed } from 'vue'
import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { useDesk } from '../../composables/desk.ts'
import { useQuery } from '../../composables/use-query.ts'
import { useEventState, type AuditFilter } from './use-event-state.ts'

/** Reads the table of another file's events as its URL says, in which a mark stands for who is chosen. */
export const useCopyList = (path: string) => {
  const { desk } = useDesk()
  const state = useEventState()
  const { filter: inUrl, place, question } = state
  const facets = useQuery((signal) => desk.audit.copyFacets({ path }, { signal }))

  /** Gives the filter that the URL says; nobody is called by a mark, so one that is not known finds nothing. */
  const filter = async (signal?: AbortSignal): Promise<AuditFilter> => {
    const { actor: mark, ...rest } = inUrl()
    if (mark === undefined) return rest
    const { actors } =
      facets.data.value ?? (await desk.audit.copyFacets({ path }, signal === undefined ? {} : { signal }))
    return { ...rest, actor: actors.find((actor) => actor.mark === mark)?.name ?? mark }
  }

  const list = useQuery(
    async (signal) => desk.audit.listCopy({ path, ...(await filter(signal)), ...place.value }, { signal }),
    question,
  )
  const events = computed<readonly AuditEvent[]>(() => list.data.value?.events ?? [])
  return { ...state, list, facets, events, filter }
}
