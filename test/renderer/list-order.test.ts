// @vitest-environment jsdom
import { computed } from 'vue'
import { expect, it } from 'vitest'
import { useListOrder } from '../../src/renderer/composables/use-list-order.ts'
import { choiceField, flagField, useUrlState } from '../../src/renderer/composables/use-url-state.ts'
import { withRouter } from './support/mount-with-desk.ts'

interface Row {
  name: string
  age: number | null
}

const rows: readonly Row[] = [
  { name: 'Zoë', age: 3 },
  { name: 'admin10', age: null },
  { name: '王芳', age: 20 },
  { name: 'admin9', age: 3 },
]

const open = async (path: string, language: 'en' | 'zh-CN' = 'en', downAtFirst = false) => {
  const { router, result } = await withRouter(path, () => {
    const url = useUrlState<{ sort: 'name' | 'age'; desc: boolean }>({
      sort: choiceField(['name', 'age'], 'name'),
      desc: flagField(downAtFirst),
    })
    const values = { name: ({ name }: Row) => name, age: ({ age }: Row) => age }
    return useListOrder<Row, 'name' | 'age'>(
      url,
      values,
      computed(() => language),
    )
  })
  return { router, order: result, names: () => result.ordered(rows).map(({ name }) => name) }
}

it('sorts texts as people read them: numbers by their value, names as the language does', async () => {
  expect((await open('/')).names()).toEqual(['admin9', 'admin10', 'Zoë', '王芳'])
  expect((await open('/', 'zh-CN')).names().at(0)).toBe('王芳')
})

it('keeps the order of equals, and leaves what has no value for the end, up and down', async () => {
  expect((await open('/?sort=age')).names()).toEqual(['Zoë', 'admin9', '王芳', 'admin10'])
  expect((await open('/?sort=age&desc=1')).names()).toEqual(['王芳', 'Zoë', 'admin9', 'admin10'])
})

it('takes a column up, turns it round when it is chosen again, and says so in the URL', async () => {
  const { router, order } = await open('/')
  await order.sortBy('age')
  expect(router.currentRoute.value.query).toEqual({ sort: 'age' })
  await order.sortBy('age')
  expect(router.currentRoute.value.query).toEqual({ sort: 'age', desc: '1' })
  await order.sortBy('name')
  expect(router.currentRoute.value.query).toEqual({})
})

it('can begin downwards, and says in the URL where it was turned up', async () => {
  const { router, order } = await open('/', 'en', true)
  expect(order.descending.value).toBe(true)
  await order.sortBy('name')
  expect(router.currentRoute.value.query).toEqual({ desc: '0' })
  expect(order.descending.value).toBe(false)
})
