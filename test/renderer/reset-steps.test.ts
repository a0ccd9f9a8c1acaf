import { describe, expect, it } from 'vitest'
import type { ResetCase } from '../../src/shared/contract/reset-desk.ts'
import { codeEnd, nextStep, timeUntil } from '../../src/renderer/features/resets/steps.ts'

const start = Date.parse('2026-03-01T10:00:00.000Z')
const minute = 60_000
const iso = (after: number): string => new Date(start + after).toISOString()

const code = (changed: Partial<NonNullable<ResetCase['code']>> = {}): NonNullable<ResetCase['code']> => ({
  basis: 'server',
  sentAt: iso(0),
  expiresAt: iso(10 * minute),
  resendAt: iso(minute),
  wrongTries: 0,
  triesLeft: 5,
  state: 'live',
  ...changed,
})
const sent = (changed: Partial<ResetCase> = {}): Pick<ResetCase, 'code' | 'state' | 'steps' | 'system'> => ({
  code: code(),
  state: 'code-sent',
  steps: [],
  system: 'shuidi',
  ...changed,
})
const tried = (at: number, detail: ResetCase['steps'][number]['detail'] = {}): ResetCase['steps'] => [
  { at: iso(at), operator: 'sam', step: 'password-set', detail: { result: 'pending', ...detail } },
]

describe('what a case needs next', () => {
  it('is a fresh code from the very moment at which the one that was sent expires', () => {
    expect(nextStep(sent(), start + 10 * minute - 1)).toBe('password')
    expect(nextStep(sent(), start + 10 * minute)).toBe('code')
    expect(codeEnd(sent(), start + 10 * minute)).toBe('expired')
  })

  it.each([
    ['used up', code({ state: 'used' }), 'used'],
    ['tried too often', code({ triesLeft: 0 }), 'noTries'],
  ])('is a fresh code where the one that was sent is %s', (_, kept, end) => {
    expect(nextStep(sent({ code: kept }), start)).toBe('code')
    expect(codeEnd(sent({ code: kept }), start)).toBe(end)
  })

  it('does not take tries for used up where the backend does not say them', () => {
    expect(nextStep(sent({ code: code({ basis: 'assumed', triesLeft: null }) }), start)).toBe('password')
  })

  it('is a fresh code where nobody knows what became of the reset, until one was sent after it', () => {
    const unknown = sent({ state: 'unknown', steps: tried(2 * minute) })
    expect(nextStep(unknown, start + 3 * minute)).toBe('code')
    expect(codeEnd(unknown, start + 3 * minute)).toBe('fresh')
    const fresh = { ...unknown, code: code({ sentAt: iso(4 * minute), expiresAt: iso(14 * minute) }) }
    expect(nextStep(fresh, start + 5 * minute)).toBe('password')
  })

  it('is the same code once more where it was refused, also while an earlier request is unknown', () => {
    const fresh = code({ sentAt: iso(4 * minute), expiresAt: iso(14 * minute) })
    const refused = tried(5 * minute, { status: 'rejected', reason: 'code-invalid' })
    const unknown = sent({ state: 'unknown', steps: [...tried(2 * minute), ...refused], code: fresh })
    expect(nextStep(unknown, start + 6 * minute)).toBe('password')
    const lostAgain = { ...unknown, steps: [...unknown.steps, ...tried(7 * minute)] }
    expect(nextStep(lostAgain, start + 8 * minute)).toBe('code')
  })

  it('is the operator’s word where a token was sent in place of a code', () => {
    expect(nextStep(sent({ state: 'unknown', system: 'nobase', code: null }), start)).toBe('decide')
    expect(nextStep(sent({ state: 'verified', system: 'nobase', code: null }), start)).toBe('password')
  })
})

it('writes the time that is left, and nothing once it has passed', () => {
  expect(timeUntil(iso(65_000), start)).toBe('1:05')
  expect(timeUntil(iso(1), start)).toBe('0:01')
  expect(timeUntil(iso(0), start)).toBeNull()
})
