// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import ChoiceSelect from '../../src/renderer/components/ChoiceSelect.vue'
import FilterSelect from '../../src/renderer/components/FilterSelect.vue'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

const choices = [
  { value: 'on', text: 'On' },
  { value: 'off', text: 'Off' },
]
const chosen: unknown[] = []
const show = (modelValue: string | null, none?: string): HTMLSelectElement => {
  const { desk } = deskOverRpc({})
  const more = { testId: 'flag', 'onUpdate:modelValue': (value: unknown) => chosen.push(value) }
  mountWithDesk(FilterSelect, { desk, props: { modelValue, label: 'Flag', choices, none, ...more } })
  const field = byTestId('flag')
  if (!(field instanceof HTMLSelectElement)) throw new Error('it is no menu')
  return field
}

afterEach(() => {
  chosen.length = 0
  document.body.innerHTML = ''
})

it('names by what it would narrow while nothing is chosen, or says what that means', () => {
  expect([...show(null).options].map(({ text }) => text)).toEqual(['Flag: Any', 'On', 'Off'])
  document.body.innerHTML = ''
  expect(show(null, 'On and off').options[0]?.text).toBe('On and off')
})

it('gives the choice, and null where it is taken back', async () => {
  const field = show('on')
  expect(field.value).toBe('on')
  for (const value of ['off', '']) {
    field.value = value
    field.dispatchEvent(new Event('change', { bubbles: true }))
    await flushPromises()
  }
  expect(chosen).toEqual(['off', null])
})

it('marks what it narrows, which a menu of a form does not: there a choice hides nothing', () => {
  expect(show(null).closest('.narrows')).toBeNull()
  document.body.innerHTML = ''
  expect(show('on').closest('.narrows')).not.toBeNull()
  document.body.innerHTML = ''
  const { desk } = deskOverRpc({})
  mountWithDesk(ChoiceSelect, {
    desk,
    props: { modelValue: 'on', label: 'Flag', options: choices, testId: 'in-form' },
  })
  expect(byTestId('in-form').closest('.narrows')).toBeNull()
})
