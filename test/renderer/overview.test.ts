// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import {
  ageFigures,
  auditFigures,
  changeFigures,
  isEmpty,
  lastDays,
} from '../../src/renderer/features/overview/figures.ts'
import { needsOf } from '../../src/renderer/features/overview/needs.ts'
import { messages } from '../../src/renderer/locales/i18n.ts'
import { changeFilters } from '../../src/renderer/locales/vocabulary.ts'
import type { Overview, PasswordCensus } from '../../src/shared/contract/overview.ts'
import { placesOf } from '../../src/renderer/composables/places.ts'

const standingChain: NonNullable<Overview['chain']> = {
  events: 9,
  unsigned: 1,
  unsignedSince: '2026-06-01T11:59:30.000Z',
  verified: { at: '2026-06-01T11:00:00.000Z', verdict: 'verified', newEvents: 1 },
}
const quiet: Overview = {
  readAt: '2026-06-01T12:00:00.000Z',
  changes: { admins: { count: 0, oldestAt: null }, users: { count: 0, oldestAt: null, resetId: null } },
  resets: { count: 0, oldestAt: null },
  rotations: [],
  failing: [],
  damaged: [],
  differing: [],
  chain: standingChain,
  backup: { madeAt: '2026-06-01T11:00:00.000Z', failedAt: null, isOld: false },
  lockedOut: [],
  days: [],
}
const sound: PasswordCensus = {
  accounts: 3,
  default: 0,
  reused: 0,
  weak: 0,
  stale: 0,
  ages: [3, 0, 0, 0, 0, 0, 0],
  ageNotKnown: 0,
}
const idsOf = (
  overview: Partial<Overview>,
  passwords: Partial<PasswordCensus> = {},
  role: 'administrator' | 'auditor' = 'administrator',
  words: (typeof messages)['en' | 'zh-CN']['words'] = messages.en.words,
) =>
  needsOf(
    { ...quiet, ...overview },
    { ...sound, ...passwords },
    {
      t: (key) => key,
      words,
      sentences: (parts) => parts.filter((part) => part !== null).join(' '),
      nameOf: ({ name }) => name,
      age: (iso) => iso,
      clock: (iso) => iso,
      role,
      now: Date.parse(quiet.readAt),
    },
  )

describe('what needs somebody', () => {
  it('is nothing where all is well, and an event of a moment ago waits for its signature', () => {
    expect(idsOf({})).toEqual([])
  })

  it('leads an administrator of an empty store to the backends, and no auditor', () => {
    const [need, ...others] = idsOf({}, { accounts: 0 })
    expect(need).toMatchObject({ id: 'no-admins', to: { name: 'backends' } })
    expect(others).toEqual([])
    expect(idsOf({}, { accounts: 0 }, 'auditor')).toEqual([])
  })

  it.each<[string, Partial<Overview>, string]>([
    [
      'an unknown change',
      {
        changes: { admins: { count: 1, oldestAt: null }, users: { count: 0, oldestAt: null, resetId: null } },
      },
      'admin-changes',
    ],
    ['an open request', { resets: { count: 2, oldestAt: null } }, 'resets'],
    ['a store without a backup', { backup: { madeAt: null, failedAt: null, isOld: false } }, 'backup'],
    [
      'an old backup',
      { backup: { madeAt: '2026-01-01T00:00:00.000Z', failedAt: null, isOld: true } },
      'backup',
    ],
    [
      'a chain that nobody verified',
      { chain: { events: 9, unsigned: 0, unsignedSince: null, verified: null } },
      'chain-unverified',
    ],
    [
      'a tail unsigned for an hour',
      { chain: { ...standingChain, unsignedSince: '2026-06-01T11:00:00.000Z' } },
      'chain-unsigned',
    ],
    ['a backend that was edited from outside', { damaged: [{ id: 'b1', name: 'IM' }] }, 'damaged-b1'],
    [
      'a flag that answers contradict',
      {
        differing: [
          {
            backend: { id: 'b1', name: 'Mall', environment: 'staging' },
            appid: 'app-1',
            flag: 'tokenValidation',
            since: '2026-06-01T09:00:00.000Z',
            exchangeId: 7,
          },
        ],
      },
      'flag-tokenValidation-app-1-b1',
    ],
    [
      'an operator locked out',
      { lockedOut: [{ name: 'bo', until: '2026-06-01T12:10:00.000Z' }] },
      'locked-out-bo',
    ],
  ])('names %s and nothing else', (_, overview, id) => {
    expect(idsOf(overview).map((need) => need.id)).toEqual([id])
  })

  it('leads from a missing backup to where one is made, not to the top of a long page', () => {
    const [need] = idsOf({ backup: { madeAt: null, failedAt: null, isOld: false } })
    expect(need).toMatchObject({ to: { name: 'settings', hash: '#backup' } })
  })

  it('leads from changes of admins to all that wait to be settled, whichever way they wait', () => {
    const users = { count: 0, oldestAt: null, resetId: null }
    const [need] = idsOf({ changes: { admins: { count: 2, oldestAt: null }, users } })
    expect(need).toMatchObject({ to: { name: 'admins', query: { state: 'unsettled' } } })
    expect(changeFilters).toContain('unsettled')
  })

  it.each(['en', 'zh-CN'] as const)('calls what was decided never what was proven: %s', (language) => {
    const { changeState, changeDecided } = messages[language].words
    const labels = [...Object.values(changeState), ...Object.values(changeDecided)].map(({ label }) => label)
    expect(new Set(labels).size).toBe(labels.length)
    expect(changeFilters).toEqual(expect.arrayContaining(['decided-applied', 'decided-not-applied']))
  })

  it.each(['en', 'zh-CN'] as const)('says of a default password what the finding means: %s', (language) => {
    const { words } = messages[language]
    const [need] = idsOf({}, { default: 2 }, 'administrator', words)
    expect(need?.why).toBe(words.finding.default.why)
  })

  it('leads from a flag that differs to the backend whose record it is', () => {
    const backend = { id: 'b1', name: 'Mall', environment: 'staging' } as const
    const flag = { backend, appid: 'a', flag: 'tokenValidation', since: quiet.readAt, exchangeId: 7 } as const
    const [need] = idsOf({ differing: [flag] })
    expect(need).toMatchObject({ to: { name: 'backends', query: { backend: 'b1' } }, since: quiet.readAt })
  })

  it.each([
    ['stopped', 'overview.needs.rotationStopped'],
    ['first-done', 'overview.needs.rotationPaused'],
  ] as const)('leads to a rotation that is %s, and says so', (state, what) => {
    const rotation: NonNullable<Overview['rotations']>[number] = {
      id: 'r1',
      backend: { id: 'b1', name: 'IM', environment: 'production' },
      operator: 'ada',
      state,
      running: false,
      stopReason: state === 'stopped' ? 'desk-ended' : null,
      passwordLength: 20,
      plannedAt: quiet.readAt,
      startedAt: quiet.readAt,
      endedAt: null,
      counts: {
        waiting: 53,
        refused: 0,
        changing: 0,
        confirmed: 7,
        rejected: 0,
        'not-sent': 0,
        'not-applied': 0,
        decided: 0,
        unknown: 0,
        skipped: 0,
      },
    }
    expect(idsOf({ rotations: [rotation] })).toMatchObject([
      { id: 'rotation-r1', what, tone: 'warn', to: { name: 'rotation', params: { rotationId: 'r1' } } },
    ])
  })

  it('puts what is broken before what can wait', () => {
    const tones = idsOf(
      {
        resets: { count: 1, oldestAt: null },
        chain: { ...standingChain, verified: { at: quiet.readAt, verdict: 'tampered', newEvents: 0 } },
      },
      { stale: 4, default: 1 },
    ).map(({ tone }) => tone)
    expect(tones).toEqual(['bad', 'bad', 'warn', 'plain'])
  })

  it('leads nobody to a page that is not their role’s', () => {
    const pages = new Set(placesOf('auditor').map(({ name }) => name))
    const needs = idsOf(
      {
        changes: null,
        resets: null,
        rotations: null,
        failing: null,
        damaged: null,
        differing: null,
        backup: null,
        lockedOut: null,
      },
      { default: 1, reused: 1, weak: 1, stale: 1 },
      'auditor',
    )
    expect(needs).toHaveLength(4)
    for (const { to } of needs) expect(pages).toContain((to as { name: string }).name)
  })
})

describe('the figures', () => {
  const ageText = {
    fresh: 'fresh',
    stale: 'stale',
    notKnown: 'age not known',
    notKnownBand: 'unknown',
    to: (from: number, to: number) => `${String(from)}–${String(to)}`,
    over: (from: number) => `${String(from)}+`,
  }

  it('count every account once, the stale ones in a row of their own', () => {
    const { labels, series } = ageFigures({ ...sound, ages: [1, 2, 3, 4, 5, 6, 7], ageNotKnown: 8 }, ageText)
    expect(labels).toEqual(['0–6', '7–29', '30–59', '60–89', '90–179', '180–364', '365+', 'unknown'])
    const sums = series.map(({ values }) => values.reduce((sum, value) => sum + value, 0))
    expect(sums).toEqual([10, 18, 8])
    for (const { values } of series) expect(values).toHaveLength(labels.length)
  })

  it('have no bar for ages that are all known', () => {
    expect(ageFigures(sound, ageText).labels).not.toContain('unknown')
  })

  const day = { from: '2026-06-01T00:00:00.000Z', reset: 2, failed: 1, decided: 0 }
  const names = { changed: 'c', reset: 'r', failed: 'f', decided: 'w' }
  it('leave out what is not the role’s to see', () => {
    const text = { ...names, events: 'e', signIns: 's', day: () => 'd' }
    const supports = [{ ...day, changed: null, events: null, signInsFailed: null }]
    expect(changeFigures(supports, text).series.map(({ name }) => name)).toEqual(['r', 'f'])
    expect(auditFigures(supports, text)).toBeNull()
    const whole = [{ ...day, changed: 3, events: 9, signInsFailed: 4 }]
    expect(changeFigures(whole, text).series).toHaveLength(3)
    expect(auditFigures(whole, text)?.series.map(({ values }) => values[0])).toEqual([5, 4])
  })

  it('show what was decided in a row of its own, neither among the successful nor among the others', () => {
    const days = [{ ...day, changed: 3, decided: 4, events: 9, signInsFailed: 0 }]
    const rows = changeFigures(days, { ...names, day: () => 'd' }).series
    expect(rows.map(({ name, values }) => [name, values[0]])).toEqual([
      ['c', 3],
      ['r', 2],
      ['f', 1],
      ['w', 4],
    ])
    expect(rows.at(-1)?.tone).toBe('muted')
  })

  it('are empty only where every one is zero', () => {
    const figures = (value: number) => ({
      labels: ['a'],
      everyLabel: false,
      series: [{ name: 'x', tone: 'ok' as const, values: [value] }],
    })
    expect(isEmpty(figures(0))).toBe(true)
    expect(isEmpty(figures(1))).toBe(false)
  })

  it('begin each day at midnight of the page’s own time', () => {
    const days = lastDays(30, new Date(2026, 2, 31, 15, 30)).map((iso) => new Date(iso))
    expect(days).toHaveLength(30)
    expect(days.every((one) => one.getHours() === 0 && one.getMinutes() === 0)).toBe(true)
    expect(days.at(-1)?.getDate()).toBe(31)
    expect(days[0]?.getDate()).toBe(2)
  })
})

describe('the pages within reach', () => {
  it.each(['administrator', 'support', 'auditor'] as const)('have a letter each for %s', (role) => {
    const letters = placesOf(role).map(({ letter }) => letter)
    expect(new Set(letters).size).toBe(letters.length)
    for (const letter of letters) expect(letter).toMatch(/^[a-fh-z]$/)
  })
})
