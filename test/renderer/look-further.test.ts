// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { useLookFurther, type LookFurther } from '../../src/renderer/composables/use-look-further.ts'

interface Page {
  rows: readonly unknown[]
  nextCursor: string | null
}

/** Makes a list whose page after a place is given by its number, and that is looked along. */
const start = (pageAfter: (at: number, signal: AbortSignal) => Page | Promise<Page>) => {
  const asked: string[] = []
  const shown: string[] = []
  const list = ref('one text')
  let further: LookFurther | undefined
  const page = mount(
    defineComponent(() => {
      further = useLookFurther({
        read: async (cursor, signal) => {
          asked.push(cursor)
          return await pageAfter(Number(cursor), signal)
        },
        list,
        paging: {
          next: (cursor) => {
            shown.push(cursor)
            return Promise.resolve()
          },
        },
      })
      return () => h('div')
    }),
  )
  if (further === undefined) throw new Error('the composable did not run')
  return { further, asked, shown, list, leave: () => page.unmount() }
}
const emptyBut =
  (found: number, end = Infinity) =>
  (at: number) => ({
    rows: at === found ? ['found'] : [],
    nextCursor: at >= end ? null : String(at + 1),
  })
/** Answers a page only when it is given up. */
const never = (_: number, signal: AbortSignal): Promise<Page> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'))
    })
  })

it('goes over the pages that have nothing with one press, to the first that has something', async () => {
  const { further, asked, shown } = start(emptyBut(40))
  await further.look('3')
  expect(asked).toHaveLength(38)
  expect(shown).toEqual(['40'])
  expect(further.isLooking.value).toBe(false)
})

it('shows the end of the list where nothing is found up to there', async () => {
  const { further, shown } = start(emptyBut(Infinity, 12))
  await further.look('3')
  expect(shown).toEqual(['12'])
})

it('does not go round where a page leads to itself', async () => {
  const { further, asked } = start(() => ({ rows: [], nextCursor: '3' }))
  await further.look('3')
  expect(asked).toEqual(['3'])
})

it('says that it looks, and stops where it is', async () => {
  const { further, shown } = start((at, signal) => (at < 9 ? emptyBut(40)(at) : never(at, signal)))
  const looking = further.look('3')
  expect(further.isLooking.value).toBe(true)
  await vi.waitFor(() => {
    further.stop()
    expect(further.isLooking.value).toBe(false)
  })
  await looking
  expect(shown).toHaveLength(1)
  expect(Number(shown[0])).toBeLessThanOrEqual(9)
})

it.each(['another text', 'leaving'] as const)('turns no page over after %s', async (what) => {
  const { further, asked, shown, list, leave } = start(never)
  const looking = further.look('3')
  if (what === 'leaving') leave()
  else list.value = what
  await looking
  expect(asked).toEqual(['3'])
  expect(shown).toEqual([])
})

it('shows the page that could not be read: its list says why', async () => {
  const { further, shown } = start((at) => {
    if (at === 5) throw new Error('no answer')
    return emptyBut(40)(at)
  })
  await further.look('3')
  expect(shown).toEqual(['5'])
})
