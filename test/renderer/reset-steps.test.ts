import { describe, expect, it } from 'vitest'
import type { ResetCase } from '../../src/shared/contract/reset-desk.ts'
import {
  codeEnd,
  nextStep,
  rowCodeEnd,
  settlingBy,
  timeUntil,
} from '../../src/renderer/features/resets/steps.ts'

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
type Looked = Pick<ResetCase, 'code' | 'state' | 'isUnderWay' | 'steps' | 'system' | 'change'>
const sent = (changed: Partial<ResetCase> = {}): Looked => ({
  code: code(),
  state: 'code-sent',
  isUnderWay: false,
  steps: [],
  system: 'shuidi',
  change: null,
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

  it.each(['shuidi', 'yunhu', 'nobase'] as const)(
    'is neither a fresh code nor a decision while the request with the new password is out at %s',
    (system) => {
      const out = sent({
        system,
        state: 'unknown',
        code: system === 'nobase' ? null : code({ state: 'used' }),
      })
      expect(nextStep({ ...out, isUnderWay: true }, start + minute)).toBe('password')
      expect(nextStep(out, start + minute)).not.toBe('password')
    },
  )

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

describe('a reset of which nobody knows what became', () => {
  const again = { again: true, status: 'rejected' }
  const failedSend: ResetCase['steps'][number] = {
    at: iso(6 * minute),
    operator: 'sam',
    step: 'code-sent',
    detail: { result: 'failed' },
  }
  const after = (steps: ResetCase['steps']): Looked =>
    sent({ state: 'unknown', steps: [...tried(2 * minute), ...steps] })

  it('is left to a fresh code until that came to nothing twice', () => {
    expect(settlingBy(after([]))).toBe('code')
    expect(settlingBy(after(tried(3 * minute, { ...again, reason: 'code-invalid' })))).toBe('code')
    const twice = after([...tried(3 * minute, { ...again, reason: 'code-invalid' }), failedSend])
    expect(settlingBy(twice)).toBe('either')
    expect(nextStep(twice, start + 20 * minute)).toBe('code')
  })

  it('is the operator’s to decide at once where the same password was refused for its form', () => {
    const refused = after(tried(3 * minute, { ...again, reason: 'password-format' }))
    expect(settlingBy(refused)).toBe('decision')
    expect(nextStep(refused, start + 4 * minute)).toBe('decide')
  })

  it('counts nothing that failed before it began', () => {
    const steps = [
      failedSend,
      failedSend,
      ...tried(minute, { status: 'rejected', result: 'failed', reason: 'password-format' }),
    ]
    expect(settlingBy(sent({ state: 'unknown', steps: [...steps, ...tried(2 * minute)] }))).toBe('code')
  })
})

it('says in the queue what is the matter with a code, and when it expires', () => {
  const row = { codeEnd: null, codeExpiresAt: iso(minute) }
  expect(rowCodeEnd(row, start)).toBeNull()
  expect(rowCodeEnd(row, start + minute)).toBe('expired')
  expect(rowCodeEnd({ ...row, codeEnd: 'noTries' }, start)).toBe('noTries')
  expect(rowCodeEnd({ codeEnd: null, codeExpiresAt: null }, start)).toBeNull()
})

it('writes the time that is left, and nothing once it has passed', () => {
  expect(timeUntil(iso(65_000), start)).toBe('1:05')
  expect(timeUntil(iso(1), start)).toBe('0:01')
  expect(timeUntil(iso(0), start)).toBeNull()
})
