// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import CaseStateTag from '../../src/renderer/features/resets/CaseStateTag.vue'
import CaseSteps from '../../src/renderer/features/resets/CaseSteps.vue'
import type { ResetCase } from '../../src/shared/contract/reset-desk.ts'
import type { Outcome } from '../../src/shared/model/outcome.ts'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'
import { iso, now, sentCase } from './support/reset-case.ts'

const refused: Outcome = {
  operation: 'shuidi.findPassword',
  status: 'rejected',
  reason: 'code-invalid',
  wire: { httpStatus: 200, code: 0, message: '' },
  drift: [],
  rule: null,
  exchange: null,
}
const sending = {
  id: 'x',
  state: 'sending',
  from: 'generated',
  outcome: null,
  sessions: 'not-known',
  settlesAt: null,
  settledBy: null,
} as const
const out = { ...sentCase, state: 'unknown', isUnderWay: true, change: sending } as const
let answer: (given: { case: ResetCase; outcome: Outcome }) => void = () => undefined
const { desk } = deskOverRpc({
  resetDesk: {
    setPassword: on.resetDesk.setPassword.handler(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    ),
  },
})
const one = shallowRef<ResetCase>(sentCase)
const show = (begun: ResetCase): void => {
  one.value = begun
  const inside = defineComponent(
    () => () =>
      h(CaseSteps, {
        one: one.value,
        now,
        onDone: (next: ResetCase) => {
          one.value = next
        },
      }),
  )
  mountWithDesk(inside, { desk, routes: ['resets', 'built-in'] })
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('a request with a new password that is out', () => {
  it.each(['shuidi', 'nobase'] as const)('asks the agent who sent it for nothing, at %s', async (system) => {
    show({ ...sentCase, system, ...(system === 'nobase' && { state: 'verified', code: null }) })
    if (system !== 'nobase') typeInto('reset-code', '123456')
    await flushPromises()
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    one.value = { ...out, system, code: system === 'nobase' ? null : sentCase.code }
    await flushPromises()
    expect(byTestId('reset-current').dataset['step']).toBe('password')
    expect(hasTestId('from-generated')).toBe(true)
    expect(document.body.textContent).not.toContain('The same new password as before')
    expect([hasTestId('decide-applied'), hasTestId('reset-decide')]).toEqual([false, false])
  })

  it('that is refused leaves the code to be typed again', async () => {
    show(sentCase)
    typeInto('reset-code', '123456')
    await flushPromises()
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    one.value = out
    await flushPromises()
    answer({ case: sentCase, outcome: refused })
    await expect.poll(() => document.body.textContent).toContain('The backend refused')
    expect(document.activeElement).toBe(byTestId('reset-code'))
    expect(hasTestId('reset-under-way')).toBe(false)
  })

  it('is told to whoever else has the request open, who can send none beside it', async () => {
    show(out)
    await flushPromises()
    expect(byTestId('reset-under-way').getAttribute('role')).toBe('status')
    expect([hasTestId('reset-set'), hasTestId('reset-code')]).toEqual([false, false])
    one.value = { ...out, isUnderWay: false, change: { ...sending, state: 'unknown' } }
    await flushPromises()
    expect(hasTestId('reset-under-way')).toBe(false)
  })

  it('stands as being set, and only afterwards as one whose end nobody knows', () => {
    mountWithDesk(CaseStateTag, { desk, props: { row: out, now } })
    expect(byTestId('reset-state').textContent).toBe('Password being set')
    document.body.innerHTML = ''
    mountWithDesk(CaseStateTag, { desk, props: { row: { ...out, isUnderWay: false }, now } })
    expect(byTestId('reset-state').textContent).toBe('Outcome unknown')
  })
})

describe('another code, asked for before its time', () => {
  const early = { ...sentCase, code: { ...sentCase.code, resendAt: iso(30_000) } as ResetCase['code'] }

  it('leaves the keyboard on the way back to the code that was sent', async () => {
    show(early)
    byTestId('reset-resend').click()
    await flushPromises()
    expect(byTestId('code-send')).toHaveProperty('disabled', true)
    expect(document.activeElement).toBe(byTestId('code-back'))
    byTestId('code-back').click()
    await flushPromises()
    expect(document.activeElement).toBe(byTestId('reset-code'))
  })

  it('offers no way back to a code that is of no use', async () => {
    show({ ...early, code: { ...sentCase.code, state: 'used' } as ResetCase['code'] })
    await flushPromises()
    expect(hasTestId('code-send')).toBe(true)
    expect(hasTestId('code-back')).toBe(false)
  })
})
