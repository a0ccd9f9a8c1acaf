// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../src/renderer/features/audit/period.ts'

const now = new Date('2026-05-04T12:00:00.000Z')
const nowhere = { from: null, to: null }

describe('the time that the table of events is narrowed to', () => {
  it('is open at both ends unless it was chosen', () => {
    expect(momentsOf(null, { from: '2026-01-01', to: '2026-01-02' }, now)).toEqual({})
  })

  it.each([
    ['hour', '2026-05-04T11:00:00.000Z'],
    ['day', '2026-05-03T12:00:00.000Z'],
    ['week', '2026-04-27T12:00:00.000Z'],
    ['month', '2026-04-04T12:00:00.000Z'],
  ] as const)('reaches back from now: %s', (period, from) => {
    expect(momentsOf(period, nowhere, now)).toEqual({ from })
  })

  it('takes whole local days, the last one to its end', () => {
    expect(momentsOf('custom', { from: '2026-03-01', to: '2026-03-01' }, now)).toEqual({
      from: new Date(2026, 2, 1).toISOString(),
      to: new Date(2026, 2, 2).toISOString(),
    })
  })

  it.each(['yesterday', '2026-3-1', '2026-03-01T00:00'])(
    'does not trust a day that was typed into the URL: %s',
    (from) => {
      expect(momentsOf('custom', { from, to: null }, now)).toEqual({})
    },
  )
})
