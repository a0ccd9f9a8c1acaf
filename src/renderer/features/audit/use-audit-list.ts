import { computed } from 'vue'
import type { AuditEvent } from '../../../shared/contract/audit.ts'
import type { DeskClient } from '../../../shared/contract/index.ts'
import type { AuditAction, AuditResult } from '../../../shared/model/audit-action.ts'
import { useDesk } from '../../composables/desk.ts'
import { useTopics } from '../../composables/live.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useQuery } from '../../composables/use-query.ts'
import {
  choiceField,
  flagField,
  optionalField,
  textField,
  useUrlState,
} from '../../composables/use-url-state.ts'
import { auditActions, auditResults } from '../../locales/vocabulary.ts'
import { momentsOf, periods, type Period } from './period.ts'

/** Holds what the URL says about the table of events; the days are local ones. */
export interface AuditState {
  q: string
  actor: string | null
  action: AuditAction | null
  result: AuditResult | null
  period: Period | null
  from: string | null
  to: string | null
  desc: boolean
}

/** Carries what narrows the events, as the desk takes it. */
export type AuditFilter = Omit<Parameters<DeskClient['audit']['export']>[0], 'format'>

/** Reads the table of events as its URL says, and again when the desk says that something was recorded. */
export const useAuditList = () => {
  const { desk, live } = useDesk()
  const url = useUrlState<AuditState>(
    {
      q: textField(),
      actor: optionalField(),
      action: choiceField(auditActions, null),
      result: choiceField(auditResults, null),
      period: choiceField(periods, null),
      from: optionalField(),
      to: optionalField(),
      desc: flagField(true),
    },
    ['desc'],
  )
  const paging = useKeysetPaging()
  const last = computed(() => {
    const number = Number(paging.cursor.value)
    return paging.cursor.value !== null && Number.isSafeInteger(number) ? number : null
  })

  /** Gives the filter that the URL says, by the clock of now. */
  const filter = (): AuditFilter => {
    const { q, actor, action, result, period, from, to } = url.state.value
    return {
      ...(q === '' ? {} : { search: q }),
      ...(actor === null ? {} : { actor }),
      ...(action === null ? {} : { action }),
      ...(result === null ? {} : { result }),
      ...momentsOf(period, { from, to }, new Date()),
    }
  }

  const list = useQuery(
    (signal) => {
      const oldestFirst = !url.state.value.desc
      const place = last.value === null ? {} : { [oldestFirst ? 'after' : 'before']: last.value }
      return desk.audit.list({ ...filter(), oldestFirst, ...place }, { signal })
    },
    () => JSON.stringify([url.state.value, last.value]),
  )
  const turn = (): Promise<void> => url.set({ desc: !url.state.value.desc })
  const facets = useQuery((signal) => desk.audit.facets(undefined, { signal }))
  useTopics(live, ['audit'], () => {
    void facets.read()
    if (paging.isFirst.value) void list.read()
  })

  const events = computed<readonly AuditEvent[]>(() => list.data.value?.events ?? [])
  return { url, paging, list, facets, events, filter, turn }
}
