import { computed } from 'vue'
import type { DeskClient } from '../../../shared/contract/index.ts'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import { choiceField, textField, useUrlState } from '../../composables/use-url-state.ts'

type Question = NonNullable<Parameters<DeskClient['findings']['list']>[0]>

/** Names by what the accounts can be narrowed. */
export type FindingChoice = NonNullable<Question['finding']>

/** Carries one account with what is found against its password. */
export type AccountFindings = Awaited<ReturnType<DeskClient['findings']['list']>>['rows'][number]

/** Holds what the URL says about the table of findings. */
export interface FindingsState {
  q: string
  finding: FindingChoice
  kind: AccountFindings['kind'] | null
}

/** Lists the findings in the order in which the page shows them. */
export const findingChoices: readonly FindingChoice[] = [
  'any',
  'default',
  'reused',
  'weak',
  'stale',
  'not-judged',
  'none',
]

/** Reads the accounts with findings as the URL says, and again when the desk says that a password changed. */
export const useFindingsList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<FindingsState>({
    q: textField(),
    finding: choiceField(findingChoices, 'any'),
    kind: choiceField(['admin', 'user'] as const, null),
  })
  const paging = useKeysetPaging()
  const question = computed<Question>(() => {
    const { q, finding, kind } = url.state.value
    return {
      finding,
      ...(q === '' ? {} : { search: q }),
      ...(kind === null ? {} : { kind }),
      ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
    }
  })
  const list = useQuery(
    (signal) => desk.findings.list(question.value, { signal }),
    () => JSON.stringify(question.value),
  )
  const summary = useQuery((signal) => desk.findings.summary(undefined, { signal }))
  useTopics(live, ['admins', 'directory'], () => {
    void list.read()
    void summary.read()
  })
  return { url, paging, list, summary, rows: computed(() => list.data.value?.rows ?? []) }
}
