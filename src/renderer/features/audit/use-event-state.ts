import { computed } from 'vue'
import type { DeskClient } from '../../../shared/contract/index.ts'
import type { AuditAction, AuditResult } from '../../../shared/model/audit-action.ts'
import { useKeysetPaging } from '../../composables/use-keyset-paging.ts'
import { useText } from '../../composables/use-text.ts'
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

/** Keeps in the URL what a table of events shows, and from where on. */
export const useEventState = () => {
  const { t } = useText()
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

  /** Gives the order, and the place in it where the page begins. */
  const place = computed(() => {
    const oldestFirst = !url.state.value.desc
    const from = last.value === null ? {} : { [oldestFirst ? 'after' : 'before']: last.value }
    return { oldestFirst, ...from }
  })
  /** Says by one text what is asked for; a new one is a new question. */
  const question = (): string => JSON.stringify([url.state.value, last.value])
  const turn = (): Promise<void> => url.set({ desc: !url.state.value.desc })
  const pagerTexts = computed(() =>
    url.state.value.desc
      ? { first: t('audit.newest'), previous: t('audit.newer'), next: t('audit.older') }
      : { first: t('audit.oldest'), previous: t('audit.older'), next: t('audit.newer') },
  )
  return { url, paging, filter, place, question, turn, pagerTexts }
}
