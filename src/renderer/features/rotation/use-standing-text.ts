import { computed, type ComputedRef } from 'vue'
import { assertNever } from '../../../shared/model/assert-never.ts'
import type { RotationRecord, RotationRowRecord } from '../../../shared/contract/rotations.ts'
import type { RotationCounts } from '../../../shared/model/rotation.ts'
import { useText } from '../../composables/use-text.ts'
import { useTimes } from '../../composables/use-times.ts'
import { failedStates, notChanged, standingOf } from './standing.ts'

/** Says in words how a rotation stands: the heading, what is so, and what to do next, which may be nothing. */
export interface StandingText {
  heading: string
  what: string
  next: string | null
}

/** Tells how a rotation stands; `current` is the account that is being changed, or whose turn is next. */
export const useStandingText = (
  given: () => { rotation: RotationRecord; current: RotationRowRecord | null },
): ComputedRef<StandingText> => {
  const { t, words, sentences, language } = useText()
  const times = useTimes()
  const list = computed(() => new Intl.ListFormat(language.value, { type: 'conjunction' }))

  const notChangedText = (counts: RotationCounts): string | null => {
    const failed = failedStates.filter((state) => counts[state] > 0)
    const states = failed.map((state) => {
      const { label } = words.value.rotationRow[state]
      return t('rotation.standing.ofState', { state: label, n: times.number(counts[state]) })
    })
    const n = notChanged(counts)
    return n === 0 ? null : t('rotation.standing.notChanged', { states: list.value.format(states) }, n)
  }

  const endedText = ({ counts, stopReason }: RotationRecord): StandingText => {
    const { confirmed: changed, unknown, decided } = counts
    const failed = notChanged(counts)
    const why = stopReason === null ? null : words.value.rotationStop[stopReason]
    const isWhole = failed + unknown + decided === 0
    const name = why !== null ? 'endedEarly' : isWhole ? 'ended' : 'endedSome'
    const seesRows = failed > 0 && stopReason !== 'first-failed'
    const next = [
      unknown > 0 ? t('rotation.standing.unknown', {}, unknown) : null,
      seesRows ? t('rotation.standing.seeRows', {}, failed) : null,
      unknown > 0 ? null : (why?.next ?? null),
    ].filter((part) => part !== null)
    return {
      heading: changed === 0 ? t('rotation.standing.endedNone') : t(`rotation.standing.${name}`, {}, changed),
      what: sentences([
        why?.what ?? (isWhole ? t('rotation.standing.endedText') : null),
        notChangedText(counts),
        decided > 0 ? t('rotation.standing.decided', {}, decided) : null,
      ]),
      next: next.length === 0 ? null : sentences(next),
    }
  }

  const plannedText = ({ counts }: RotationRecord, account: string): StandingText => {
    const what = t('rotation.standing.plannedChanged', {}, counts.refused)
    const waiting = counts.waiting
    return waiting === 0
      ? { heading: t('rotation.standing.plannedNone'), what, next: t('rotation.standing.plannedNoneNext') }
      : {
          heading: t('rotation.standing.planned', {}, waiting),
          what,
          next: t('rotation.standing.plannedNext', { account }),
        }
  }

  return computed(() => {
    const { rotation, current } = given()
    const account = current?.account ?? '–'
    const waiting = rotation.counts.waiting
    const standing = standingOf(rotation)
    switch (standing) {
      case 'planned':
        return plannedText(rotation, account)
      case 'first':
        return {
          heading: t('rotation.standing.first'),
          what: t('rotation.standing.firstText', { account }),
          next: null,
        }
      case 'first-done':
        return {
          heading: t('rotation.standing.firstDone'),
          what: t('rotation.standing.firstDoneText'),
          next: t('rotation.standing.firstDoneNext', {}, waiting),
        }
      case 'rest':
        return {
          heading: t('rotation.standing.rest'),
          what: t('rotation.standing.restText', { account }),
          next: null,
        }
      case 'stopping':
        return {
          heading: t('rotation.standing.stopping'),
          what: t('rotation.standing.stoppingText'),
          next: null,
        }
      case 'stopped':
      case 'cut-off': {
        const why = words.value.rotationStop[rotation.stopReason ?? 'desk-failed']
        return {
          heading: t('rotation.standing.stopped'),
          what: sentences([why.what, t('rotation.standing.waiting', {}, waiting)]),
          next: why.next,
        }
      }
      case 'ended':
        return endedText(rotation)
      default:
        return assertNever(standing)
    }
  })
}
