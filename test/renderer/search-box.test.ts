// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import SearchBox from '../../src/renderer/components/SearchBox.vue'
import { deskOverRpc } from './support/desk-over-rpc.ts'
import { byTestId, mountWithDesk } from './support/mount-with-desk.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  document.body.innerHTML = ''
})

/** Shows a search box whose address is as slow to change as the test likes. */
const show = (isQuick: boolean) => {
  const asked: string[] = []
  const address = ref('')
  const Page = defineComponent({
    setup: () => () =>
      h(SearchBox, {
        value: address.value,
        label: 'Search',
        hint: '',
        testId: 'box',
        isQuick,
        onSearch: (text: string) => asked.push(text),
      }),
  })
  mountWithDesk(Page, { desk: deskOverRpc({}).desk })
  const field = byTestId('box')
  if (!(field instanceof HTMLInputElement)) throw new Error('it is no field')
  const type = async (text: string, pause: number): Promise<void> => {
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await flushPromises()
    vi.advanceTimersByTime(pause)
    await flushPromises()
  }
  const goTo = async (text: string): Promise<void> => {
    address.value = text
    await flushPromises()
  }
  return { asked, field, type, goTo }
}

it('asks at each key where an index answers, and after a pause elsewhere', async () => {
  const quick = show(true)
  for (const text of ['a', 'ab', 'abc']) await quick.type(text, 60)
  expect(quick.asked).toEqual(['a', 'ab', 'abc'])
  document.body.innerHTML = ''
  const patient = show(false)
  for (const text of ['a', 'ab', 'abc']) await patient.type(text, 60)
  await patient.type('abcd', 300)
  expect(patient.asked).toEqual(['abcd'])
})

it('takes nothing back that was typed while the address followed', async () => {
  const { asked, field, type, goTo } = show(true)
  await type('a', 60)
  await type('ab', 10)
  await goTo('a')
  expect(field.value).toBe('ab')
  await type('ab', 60)
  await goTo('ab')
  expect([field.value, asked]).toEqual(['ab', ['a', 'ab']])
})

it('follows the address where somebody else changes it', async () => {
  const { asked, field, type, goTo } = show(true)
  await type('abc', 60)
  await goTo('abc')
  await goTo('')
  expect(field.value).toBe('')
  await goTo('other')
  expect(field.value).toBe('other')
  vi.advanceTimersByTime(1000)
  await flushPromises()
  expect(asked).toEqual(['abc'])
})
