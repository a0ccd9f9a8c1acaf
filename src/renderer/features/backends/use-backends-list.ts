import { computed } from 'vue'
import type { BackendStanding, ListedBackend } from '../../../shared/contract/backends.ts'
import { outcomeStatuses } from '../../../shared/model/outcome.ts'
import { environments, systems, type Environment, type System } from '../../../shared/model/systems.ts'
import { useDesk } from '../../composables/desk.ts'
import { useBackendName } from '../../composables/use-backend-name.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useListOrder, type OrderState } from '../../composables/use-list-order.ts'
import { useQuery } from '../../composables/use-query.ts'
import { useText } from '../../composables/use-text.ts'
import { choiceField, flagField, optionalField, useUrlState } from '../../composables/use-url-state.ts'

/** Names by what the list of backends can be sorted. */
export type BackendSort = 'name' | 'environment' | 'system' | 'last'

/** Names what became of the last request at a backend. */
export type LastStatus = NonNullable<BackendStanding['last']>['status']

/** Holds what the URL says about the table of backends; `backend` is the one that is open. */
export interface BackendsState extends OrderState<BackendSort> {
  backend: string | null
  environment: Environment | null
  system: System | null
  last: LastStatus | null
}

const sorts: readonly BackendSort[] = ['name', 'environment', 'system', 'last']

/** Reads the backends, of which there are few, and filters and orders them as the URL says. */
export const useBackendsList = () => {
  const { desk, live } = useDesk()
  const { words, language } = useText()
  const nameOf = useBackendName()
  const list = useQuery(async (signal) => {
    const [rows, standing] = await Promise.all([
      desk.backends.list(undefined, { signal }),
      desk.backends.standing(undefined, { signal }),
    ])
    return { rows, standing }
  })
  useBatchedTopics(live, ['admins', 'built-in', 'exchanges'], list.read)
  const url = useUrlState<BackendsState>(
    {
      backend: optionalField(),
      environment: choiceField(environments, null),
      system: choiceField(systems, null),
      last: choiceField(outcomeStatuses, null),
      sort: choiceField(sorts, 'name'),
      desc: flagField(),
    },
    ['backend', 'sort', 'desc'],
  )
  const lastOf = (id: string): BackendStanding['last'] =>
    list.data.value?.standing.find(({ backendId }) => backendId === id)?.last ?? null
  const order = useListOrder<ListedBackend, BackendSort>(
    url,
    {
      name: nameOf,
      environment: (row) => (row.damaged ? null : environments.indexOf(row.environment)),
      system: (row) => (row.damaged || row.builtIn ? null : words.value.system[row.system]),
      last: ({ id }) => lastOf(id)?.at ?? null,
    },
    language,
  )
  const rows = computed(() => {
    const { environment, system, last } = url.state.value
    // A damaged one says nothing of itself: it is shown whatever is chosen, for it needs somebody.
    const fits = (row: ListedBackend): boolean =>
      row.damaged ||
      ((environment === null || row.environment === environment) &&
        (system === null || row.builtIn || row.system === system) &&
        (last === null || lastOf(row.id)?.status === last))
    return order.ordered((list.data.value?.rows ?? []).filter(fits))
  })
  return { list, url, order, rows }
}
