import type { Overview, PasswordCensus } from '../../../shared/contract/overview.ts'
import { ageBands } from '../../../shared/model/age-bands.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import type { Palette } from '../../theme/palette.ts'

/** Names the part that a row of figures plays, which decides its colour. */
export type SeriesTone = keyof Pick<Palette, 'accent' | 'ok' | 'warn' | 'bad' | 'muted'>

/** Carries one row of figures: a number for each label. */
export interface Series {
  name: string
  tone: SeriesTone
  values: readonly number[]
}

/** Carries what a chart draws and what its table says. */
export interface Figures {
  labels: readonly string[]
  series: readonly Series[]
  /** Asks that no label is left out where they stand close. */
  everyLabel: boolean
}

const day = 24 * 60 * 60_000
const staleDays = thresholds.stalePasswordAge / day

/** Gives the beginnings of the last days, today's last, as UTC; a day begins at midnight where the page is. */
export const lastDays = (count: number, now: Date): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - (count - 1 - index)).toISOString(),
  )

/** Says whether every figure is zero. */
export const isEmpty = ({ series }: Figures): boolean =>
  series.every(({ values }) => values.every((value) => value === 0))

/** Puts ages of passwords into figures: fresh and stale ones in rows of their own, so that they part by colour. */
export const ageFigures = (
  { ages, ageNotKnown }: PasswordCensus,
  text: {
    fresh: string
    stale: string
    notKnown: string
    /** Stands for the same under its bar, where there is less room. */
    notKnownBand: string
    to: (from: number, to: number) => string
    over: (from: number) => string
  },
): Figures => {
  const begins = ageBands.map((_, index) => ageBands[index - 1] ?? 0)
  const isStale = begins.map((begin) => begin >= staleDays)
  const only = (wanted: boolean): number[] =>
    ages.map((count, index) => (isStale[index] === wanted ? count : 0))
  const known: Figures = {
    everyLabel: true,
    labels: ageBands.map((end, index) => {
      const begin = begins[index] ?? 0
      return end === null ? text.over(begin) : text.to(begin, end - 1)
    }),
    series: [
      { name: text.fresh, tone: 'accent', values: only(false) },
      { name: text.stale, tone: 'warn', values: only(true) },
    ],
  }
  if (ageNotKnown === 0) return known
  return {
    everyLabel: true,
    labels: [...known.labels, text.notKnownBand],
    series: [
      ...known.series.map((one) => ({ ...one, values: [...one.values, 0] })),
      { name: text.notKnown, tone: 'muted', values: [...ages.map(() => 0), ageNotKnown] },
    ],
  }
}

/** Puts changes and resets by day into figures; without changes where they are not the role's to see. */
export const changeFigures = (
  days: Overview['days'],
  text: { changed: string; reset: string; failed: string; decided: string; day: (iso: string) => string },
): Figures => {
  const changed = days.flatMap((one) => (one.changed === null ? [] : [one.changed]))
  const decided = days.map((one) => one.decided)
  return {
    everyLabel: false,
    labels: days.map(({ from }) => text.day(from)),
    series: [
      ...(changed.length === 0
        ? []
        : [{ name: text.changed, tone: 'accent', values: changed } satisfies Series]),
      { name: text.reset, tone: 'ok', values: days.map(({ reset }) => reset) },
      { name: text.failed, tone: 'bad', values: days.map(({ failed }) => failed) },
      // A word that was taken is neither of these.
      ...(decided.every((count) => count === 0)
        ? []
        : [{ name: text.decided, tone: 'muted', values: decided } satisfies Series]),
    ],
  }
}

/** Puts the activity of the audit by day into figures; null where it is not the role's to see. */
export const auditFigures = (
  days: Overview['days'],
  text: { events: string; signIns: string; day: (iso: string) => string },
): Figures | null => {
  const events = days.flatMap((one) => (one.events === null ? [] : [one.events]))
  if (events.length === 0) return null
  const signIns = days.map(({ signInsFailed }) => signInsFailed ?? 0)
  return {
    everyLabel: false,
    labels: days.map(({ from }) => text.day(from)),
    series: [
      {
        name: text.events,
        tone: 'accent',
        values: events.map((count, index) => count - (signIns[index] ?? 0)),
      },
      { name: text.signIns, tone: 'bad', values: signIns },
    ],
  }
}
