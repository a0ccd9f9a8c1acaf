import { computed } from 'vue'
import { roles, type Role } from '../../../shared/model/roles.ts'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useListOrder, type OrderState } from '../../composables/use-list-order.ts'
import { useQuery } from '../../composables/use-query.ts'
import { useText } from '../../composables/use-text.ts'
import { choiceField, flagField, useUrlState } from '../../composables/use-url-state.ts'
import { standings, standingsOf, type ListedOperator, type OperatorSort, type Standing } from './standing.ts'

/** Holds what the URL says about the table of operators. */
export interface OperatorsState extends OrderState<OperatorSort> {
  role: Role | null
  state: Standing | null
}

const sorts: readonly OperatorSort[] = ['name', 'role', 'state', 'lastSignIn', 'since']

const mostUrgent = (operator: ListedOperator): number =>
  Math.min(...standingsOf(operator).map((one) => standings.indexOf(one)))

/** Reads the operators, of whom there are few, and filters and orders them as the URL says. */
export const useOperatorsList = () => {
  const { desk, live } = useDesk()
  const { language } = useText()
  const list = useQuery((signal) => desk.operators.list(undefined, { signal }))
  useTopics(live, ['audit'], () => void list.read())
  const url = useUrlState<OperatorsState>(
    {
      role: choiceField(roles, null),
      state: choiceField(standings, null),
      sort: choiceField(sorts, 'name'),
      desc: flagField(),
    },
    ['sort', 'desc'],
  )
  const order = useListOrder<ListedOperator, OperatorSort>(
    url,
    {
      name: ({ name }) => name,
      role: ({ role }) => (role === null ? null : roles.indexOf(role)),
      state: mostUrgent,
      lastSignIn: ({ lastSignIn }) => lastSignIn,
      since: ({ createdAt }) => createdAt,
    },
    language,
  )
  const rows = computed(() => {
    const { role, state } = url.state.value
    const fits = (operator: ListedOperator): boolean =>
      (role === null || operator.role === role) && (state === null || standingsOf(operator).includes(state))
    return order.ordered((list.data.value ?? []).filter(fits))
  })
  return { list, url, order, rows }
}
