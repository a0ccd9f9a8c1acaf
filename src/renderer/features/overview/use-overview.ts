import { computed } from 'vue'
import type { PasswordCensus } from '../../../shared/contract/overview.ts'
import { useDesk } from '../../composables/desk.ts'
import { useSession } from '../../composables/session.ts'
import { useBackendName } from '../../composables/use-backend-name.ts'
import { useBatchedTopics } from '../../composables/use-batched-topics.ts'
import { useQuery } from '../../composables/use-query.ts'
import { useText } from '../../composables/use-text.ts'
import { useTimes } from '../../composables/use-times.ts'
import { ageFigures, auditFigures, changeFigures, lastDays } from './figures.ts'
import { needsOf } from './needs.ts'

const daysShown = 30

/** Reads the overview, again when something changed, and puts it into words and figures. */
export const useOverview = () => {
  const { desk, live } = useDesk()
  const session = useSession()
  const { t, words, sentences, language } = useText()
  const times = useTimes()
  const nameOf = useBackendName()

  const overview = useQuery((signal) =>
    desk.overview.get({ days: lastDays(daysShown, new Date()) }, { signal }),
  )
  const passwords = useQuery<PasswordCensus | null>((signal) =>
    session.role === 'support' ? Promise.resolve(null) : desk.overview.passwords(undefined, { signal }),
  )
  const read = async (): Promise<void> => {
    await Promise.all([overview.read(), passwords.read()])
  }
  useBatchedTopics(live, ['admins', 'audit', 'directory', 'exchanges', 'rotation'], read, 2000)

  const needs = computed(() => {
    if (overview.data.value === null) return []
    return needsOf(overview.data.value, passwords.data.value, {
      t,
      sentences,
      nameOf,
      words: words.value,
      age: times.age,
      clock: times.clock,
      role: session.role,
      now: Date.parse(overview.data.value.readAt),
    })
  })

  const dayText = computed(() => {
    const written = new Intl.DateTimeFormat(language.value, { month: 'numeric', day: 'numeric' })
    return (iso: string) => written.format(new Date(iso))
  })
  const ages = computed(() =>
    passwords.data.value === null
      ? null
      : ageFigures(passwords.data.value, {
          fresh: t('overview.chart.ages.fresh'),
          stale: t('overview.chart.ages.stale'),
          notKnown: t('overview.chart.ages.notKnown'),
          notKnownBand: t('base.notKnown'),
          to: (from, to) => t('overview.chart.ages.to', { from, to }),
          over: (from) => t('overview.chart.ages.over', { from }),
        }),
  )
  const changes = computed(() =>
    changeFigures(overview.data.value?.days ?? [], {
      changed: t('overview.chart.changes.changed'),
      reset: t('overview.chart.changes.reset'),
      failed: t('overview.chart.changes.failed'),
      decided: t('overview.chart.changes.decided'),
      day: dayText.value,
    }),
  )
  const audit = computed(() =>
    auditFigures(overview.data.value?.days ?? [], {
      events: t('overview.chart.audit.events'),
      signIns: t('overview.chart.audit.signIns'),
      day: dayText.value,
    }),
  )
  return { overview, passwords, read, needs, ages, changes, audit }
}
