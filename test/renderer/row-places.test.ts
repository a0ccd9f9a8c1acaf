import { mount } from '@vue/test-utils'
import { defineComponent, h, nextTick, shallowRef } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { useRowPlaces } from '../../src/renderer/composables/use-row-places.ts'
import { emptyDocument, standingUntilEnd } from './support/mount-with-desk.ts'

const tableOf = (first: readonly string[]) => {
  const rows = shallowRef(first)
  const inside = defineComponent(() => {
    const placed = useRowPlaces(
      () => rows.value,
      (row) => row,
    )
    const rowOf = (place: number, row: string) => h('tr', { key: place }, [h('td', [h('button', row)])])
    return () =>
      h('table', [
        h(
          'tbody',
          placed.value.map(({ place, row }) => rowOf(place, row)),
        ),
      ])
  })
  standingUntilEnd(mount(inside, { attachTo: document.body }))
  const buttons = (): HTMLButtonElement[] => [...document.querySelectorAll('button')]
  const texts = (): string[] => buttons().map((one) => one.textContent)
  const show = async (next: readonly string[]): Promise<void> => {
    rows.value = next
    await nextTick()
    expect(texts()).toEqual(next)
  }
  return { buttons, show }
}

afterEach(emptyDocument)

describe('the rows of a table', () => {
  it('take over what was drawn for those that went', async () => {
    const { buttons, show } = tableOf(['ada', 'ben', 'cleo'])
    const before = buttons()
    await show(['dora', 'emil', 'fritz'])
    expect(buttons()).toEqual(before)
  })

  it('keep what was drawn for them where they stay, wherever they come to stand', async () => {
    const { buttons, show } = tableOf(['ada', 'ben', 'cleo'])
    const [ada, , cleo] = buttons()
    await show(['cleo', 'dora', 'ada'])
    expect(buttons()[0]).toBe(cleo)
    expect(buttons()[2]).toBe(ada)
  })

  it.each([
    ['fewer, and then more than ever', ['ada'], ['ada', 'ben', 'cleo', 'dora', 'emil']],
    ['none, and then others', [], ['dora', 'emil']],
    ['others, and then those that were', ['dora', 'emil', 'fritz'], ['ada', 'ben', 'cleo']],
  ])('are all shown where they become %s', async (_, next, last) => {
    const { show } = tableOf(['ada', 'ben', 'cleo'])
    await show(next)
    await show(last)
  })
})

it('gives no place to two rows, and the numbers of those that went before new ones', () => {
  const rows = shallowRef(['ada', 'ben', 'cleo'])
  const placed = useRowPlaces(
    () => rows.value,
    (row) => row,
  )
  const places = (): number[] => placed.value.map(({ place }) => place)
  expect(places()).toEqual([0, 1, 2])
  rows.value = ['cleo', 'dora', 'ada', 'emil']
  expect(places()).toEqual([2, 1, 0, 3])
})

describe('a row that somebody is at', () => {
  it('never becomes another: a key pressed next would act on that', async () => {
    const { buttons, show } = tableOf(['ada', 'ben', 'cleo'])
    const ben = buttons()[1]
    ben?.focus()
    await show(['dora', 'emil', 'fritz'])
    expect(buttons()).not.toContain(ben)
    expect(document.activeElement).toBe(document.body)
  })

  it('never becomes another behind a dialog, which gives the focus back to what opened it', async () => {
    const { buttons, show } = tableOf(['ada', 'ben', 'cleo'])
    const before = new Set(buttons())
    const dialog = document.createElement('div')
    dialog.setAttribute('role', 'dialog')
    document.body.append(dialog)
    await show(['dora', 'emil', 'fritz'])
    expect(buttons().filter((one) => before.has(one))).toEqual([])
  })

  it('keeps the focus where it stays, though all around it changes', async () => {
    const { buttons, show } = tableOf(['ada', 'ben', 'cleo'])
    buttons()[1]?.focus()
    await show(['ben', 'dora', 'emil'])
    expect(document.activeElement?.textContent).toBe('ben')
  })
})
