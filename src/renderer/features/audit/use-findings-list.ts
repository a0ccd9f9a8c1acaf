import { computed } from 'vue'
import type { DeskClient } from '../../../shared/contract/index.ts'
import { findingSorts, type FindingSort } from '../../../shared/model/listed-findings.ts'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import { useText } from '../../composables/use-text.ts'
import {
  choiceField,
  flagField,
  textField,
  useUrlState,
  type UrlField,
} from '../../composables/use-url-state.ts'

type Question = NonNullable<Parameters<DeskClient['findings']['list']>[0]>

/** Names by what the accounts can be narrowed. */
export type FindingChoice = NonNullable<Question['finding']>

type OwnFindings = Awaited<ReturnType<DeskClient['findings']['list']>>['rows'][number]

/** Carries one account with what is found against its password; another file does not say in which environment it is. */
export type AccountFindings = Omit<OwnFindings, 'environment'> & Partial<Pick<OwnFindings, 'environment'>>

type FindingsRead = Omit<Awaited<ReturnType<DeskClient['findings']['list']>>, 'rows'> & {
  rows: AccountFindings[]
}

/** Holds what the URL says about the table of findings. */
export interface FindingsState {
  q: string
  finding: FindingChoice
  kind: AccountFindings['kind'] | null
  /** Names the account whose password is asked for, as `same` in the URL does. */
  same: NonNullable<Question['sameAs']> | null
  sort: FindingSort | null
  desc: boolean
}

/** Names an account in the URL, where those with the same password are asked for. */
export const sameInUrl = ({ kind, id }: Pick<AccountFindings, 'kind' | 'id'>): string => `${kind}.${id}`

const sameField = (): UrlField<FindingsState['same']> => ({
  read: (raw) => {
    const [, kind, id] = /^(admin|user)\.(.+)$/.exec(raw ?? '') ?? []
    return id === undefined ? null : { kind: kind === 'admin' ? 'admin' : 'user', id }
  },
  write: (value) => (value === null ? undefined : sameInUrl(value)),
})

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

/**
 * Reads the accounts with findings as the URL says, and again when the desk says that a password changed; those of
 * another file where its path is given.
 */
export const useFindingsList = (path: string | null = null) => {
  const { desk, live } = useDesk()
  const { t } = useText()
  const url = useUrlState<FindingsState>(
    {
      q: textField(),
      finding: choiceField(findingChoices, 'any'),
      kind: choiceField(['admin', 'user'] as const, null),
      same: sameField(),
      sort: choiceField(findingSorts, null),
      desc: flagField(),
    },
    ['sort', 'desc'],
  )
  const paging = useKeysetPaging()
  const question = computed<Question>(() => {
    const { q, finding, kind, same, sort, desc } = url.state.value
    return {
      finding,
      ...(sort === null ? {} : { sort, descending: desc }),
      ...(q === '' ? {} : { search: q, builtInName: t('backends.builtIn') }),
      ...(kind === null ? {} : { kind }),
      ...(same === null ? {} : { sameAs: same }),
      ...(paging.cursor.value === null ? {} : { cursor: paging.cursor.value }),
    }
  })
  const read = (signal: AbortSignal): Promise<FindingsRead> =>
    path === null
      ? desk.findings.list(question.value, { signal })
      : desk.audit.listCopyFindings({ ...question.value, path }, { signal })
  const list = useQuery(read, () => JSON.stringify(question.value))
  const summary = useQuery((signal) =>
    path === null
      ? desk.findings.summary(undefined, { signal })
      : desk.audit.countCopyFindings({ path }, { signal }),
  )
  useTopics(live, path === null ? ['admins', 'directory'] : [], () => {
    void list.read()
    void summary.read()
  })
  /** Sorts by a column one way, then the other, then not at all: admins come first then. Most findings come first. */
  const sortBy = (column: FindingSort): Promise<void> => {
    const { sort, desc } = url.state.value
    const first = column === 'findings'
    if (column !== sort) return url.set({ sort: column, desc: first })
    return url.set(desc === first ? { desc: !first } : { sort: null, desc: false })
  }
  return { url, paging, list, summary, rows: computed(() => list.data.value?.rows ?? []), sortBy }
}
