// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import FinishStep from '../../src/renderer/features/resets/FinishStep.vue'
import { deskOverRpc, on } from './support/desk-over-rpc.ts'
import { byTestId, hasTestId, mountWithDesk, typeInto } from './support/mount-with-desk.ts'
import { sentCase } from './support/reset-case.ts'

const closings: { outcome: string; note: string }[] = []
const { desk } = deskOverRpc({
  resetDesk: {
    close: on.resetDesk.close.handler(({ input }) => {
      closings.push({ outcome: input.outcome, note: input.note })
      return { ...sentCase, state: input.outcome }
    }),
    handOver: on.resetDesk.handOver.handler(() => ({ password: 'Xq7-told' })),
  },
})
const change = {
  id: 'c1',
  state: 'confirmed' as const,
  outcome: null,
  sessions: 'not-known' as const,
  settlesAt: null,
  settledBy: null,
}

beforeEach(() => {
  closings.length = 0
})

it('a case whose new password nobody has seen is not closed by a slip', async () => {
  const one = { ...sentCase, state: 'changed' as const, canHandOver: true }
  const unmount = mountWithDesk(FinishStep, { desk, props: { one } })
  await flushPromises()
  typeInto('reset-note', 'hung up')
  byTestId('reset-close').click()
  await flushPromises()
  expect(byTestId('reset-untold').textContent).toMatch(/Nobody has seen the new password/)
  expect(document.activeElement).toBe(byTestId('reset-untold'))
  // Enter in the note hands the form in once more.
  byTestId('reset-note').closest('form')?.requestSubmit()
  await flushPromises()
  expect(closings).toEqual([])
  byTestId('reset-close-untold').click()
  await flushPromises()
  expect(closings).toEqual([{ outcome: 'untold', note: 'hung up' }])
  unmount()
})

it('a case whose new password was shown just now is closed at once, before it is read anew', async () => {
  const one = { ...sentCase, state: 'changed' as const, canHandOver: true }
  const unmount = mountWithDesk(FinishStep, { desk, props: { one } })
  await flushPromises()
  byTestId('reset-hand-over').click()
  await flushPromises()
  byTestId('secret-done').click()
  await flushPromises()
  byTestId('reset-close').click()
  await flushPromises()
  expect(closings).toEqual([{ outcome: 'resolved', note: '' }])
  unmount()
})

it('a case whose new password was shown or chosen by the caller is closed at once', async () => {
  const one = { ...sentCase, state: 'changed' as const, canHandOver: false }
  const unmount = mountWithDesk(FinishStep, { desk, props: { one } })
  await flushPromises()
  byTestId('reset-close').click()
  await flushPromises()
  expect(closings).toEqual([{ outcome: 'resolved', note: '' }])
  unmount()
})

it('a case whose password has been told has the focus on closing it, whenever the button for telling goes', async () => {
  const one = shallowRef({ ...sentCase, state: 'verified' as const, canHandOver: true })
  const page = defineComponent(() => () => h(FinishStep, { one: one.value }))
  const unmount = mountWithDesk(page, { desk })
  await flushPromises()
  expect(document.activeElement).toBe(byTestId('reset-hand-over'))
  one.value = { ...one.value, canHandOver: false }
  await flushPromises()
  expect(hasTestId('reset-hand-over')).toBe(false)
  expect(document.activeElement).toBe(byTestId('reset-close'))
  unmount()
})

it('a note that is being written keeps the focus when the button for telling goes', async () => {
  const one = shallowRef({ ...sentCase, state: 'verified' as const, canHandOver: true })
  const page = defineComponent(() => () => h(FinishStep, { one: one.value }))
  const unmount = mountWithDesk(page, { desk })
  await flushPromises()
  byTestId('reset-note').focus()
  one.value = { ...one.value, canHandOver: false }
  await flushPromises()
  expect(document.activeElement).toBe(byTestId('reset-note'))
  unmount()
})

it.each([
  ['generated', true, false],
  ['generated', false, true],
  ['typed', false, false],
] as const)(
  'a password that was %s, to be told: %s, is said to have been shown, with what is left to do: %s',
  async (from, canHandOver, isSaid) => {
    const props = {
      one: { ...sentCase, state: 'changed' as const, canHandOver, change: { ...change, from } },
    }
    const unmount = mountWithDesk(FinishStep, { desk, props })
    await flushPromises()
    expect(hasTestId('reset-shown')).toBe(isSaid)
    if (isSaid) expect(byTestId('reset-shown').textContent).toMatch(/cannot be shown again.*take a new one/)
    unmount()
  },
)
