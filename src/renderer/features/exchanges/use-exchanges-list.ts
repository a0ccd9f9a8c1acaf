import { computed } from 'vue'
import type { ListedBackend } from '../../../shared/contract/backends.ts'
import type { SentExchange } from '../../../shared/contract/exchanges.ts'
import type { ExchangePurpose } from '../../../shared/model/exchange-purpose.ts'
import { exchangeSorts, type ExchangeSort } from '../../../shared/model/listed-exchanges.ts'
import type { OutcomeStatus } from '../../../shared/model/outcome.ts'
import type { Environment, Operation } from '../../../shared/model/systems.ts'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import {
  choiceField,
  flagField,
  optionalField,
  textField,
  useUrlState,
} from '../../composables/use-url-state.ts'
import { exchangePurposes, exchangeStatuses, operations } from './choices.ts'
import { momentBefore, spans, type Span } from './span.ts'

/** Holds what the URL says about the table of exchanges. */
export interface ExchangesState {
  q: string
  backend: string | null
  status: OutcomeStatus | null
  operation: Operation | null
  purpose: ExchangePurpose | null
  change: string | null
  span: Span | null
  sort: ExchangeSort
  desc: boolean
}

/** Reads the table of exchanges as its URL says, and again when the desk says that a request was sent. */
export const useExchangesList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<ExchangesState>(
    {
      q: textField(),
      backend: optionalField(),
      status: choiceField(exchangeStatuses, null),
      operation: choiceField(operations, null),
      purpose: choiceField(exchangePurposes, null),
      change: optionalField(),
      span: choiceField(spans, null),
      sort: choiceField(exchangeSorts, 'at'),
      desc: flagField(true),
    },
    ['sort', 'desc'],
  )
  const paging = useKeysetPaging()

  const list = useQuery(
    (signal) => {
      const { q, backend, status, operation, purpose, change, span, sort, desc } = url.state.value
      return desk.exchanges.list(
        {
          sort,
          descending: desc,
          ...(q === '' ? {} : { search: q }),
          ...(backend === null ? {} : { backendId: backend }),
          ...(status === null ? {} : { status }),
          ...(operation === null ? {} : { operation }),
          ...(purpose === null ? {} : { purpose }),
          ...(change === null ? {} : { changeId: change }),
          ...(span === null ? {} : { from: momentBefore(span, new Date()) }),
          ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
        },
        { signal },
      )
    },
    () => JSON.stringify([url.state.value, paging.cursor.value]),
  )
  const backends = useQuery((signal) => desk.backends.list(undefined, { signal }))
  useBatchedTopics(live, ['exchanges'], async () => {
    if (paging.isFirst.value) await list.read()
  })
  useTopics(live, ['admins'], () => void backends.read())

  const rows = computed<readonly SentExchange[]>(() => list.data.value?.rows ?? [])
  /** Is by what the rows are sorted, which is by time where too many are left for the order that the URL asks for. */
  const sort = computed(() => list.data.value?.sort ?? url.state.value.sort)
  const isUnsorted = computed(() => sort.value !== url.state.value.sort && list.data.value !== null)
  const descending = computed(() => isUnsorted.value || url.state.value.desc)
  /** Sorts by a column one way, then the other, then by time again. What is newest or took longest comes first. */
  const sortBy = (column: ExchangeSort): Promise<void> => {
    const first = column === 'at' || column === 'duration'
    if (column !== url.state.value.sort) return url.set({ sort: column, desc: first })
    return url.set(url.state.value.desc === first ? { desc: !first } : { sort: 'at', desc: true })
  }
  const known = computed<readonly ListedBackend[]>(() => backends.data.value ?? [])
  /** Gives the environment of a backend; null where it was removed, or edited from outside. */
  const environmentOf = (id: string): Environment | null => {
    const found = known.value.find((backend) => backend.id === id)
    return found?.damaged === false ? found.environment : null
  }
  return { url, paging, list, rows, sort, descending, isUnsorted, sortBy, known, environmentOf }
}
