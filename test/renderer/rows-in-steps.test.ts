import { shallowRef, watch } from 'vue'
import { expect, it } from 'vitest'
import { useRowsInSteps } from '../../src/renderer/composables/use-rows-in-steps.ts'

interface Row {
  id: number
  text: string
}

const rowsFrom = (first: number, text = ''): Row[] =>
  Array.from({ length: 50 }, (_, at) => ({ id: first + at, text }))

const stepping = async () => {
  const rows = shallowRef<readonly Row[]>(rowsFrom(0))
  const drawn = useRowsInSteps(
    () => rows.value,
    ({ id }) => id,
  )
  const first = drawn.value.length
  await expect.poll(() => drawn.value.length).toBe(50)
  return { rows, drawn, first }
}

it('draws what a window shows first, and soon all of it', async () => {
  const { drawn, rows, first } = await stepping()
  expect(first).toBe(20)
  expect(drawn.value).toEqual(rows.value)
})

it('draws the rest some rows at a time, so that no frame has to make them all', async () => {
  const rows = shallowRef<readonly Row[]>([])
  const drawn = useRowsInSteps(
    () => rows.value,
    ({ id }) => id,
  )
  const seen: number[] = []
  watch(drawn, ({ length }) => seen.push(length), { flush: 'sync' })
  rows.value = rowsFrom(0)
  await expect.poll(() => drawn.value.length).toBe(50)
  expect(seen).toEqual([20, 35, 50])
})

it('draws another page at once where as many rows stand already', async () => {
  const { rows, drawn } = await stepping()
  rows.value = rowsFrom(100)
  expect(drawn.value).toEqual(rows.value)
})

it('begins anew where a few rows become many', async () => {
  const { rows, drawn } = await stepping()
  rows.value = rowsFrom(100).slice(0, 3)
  rows.value = rowsFrom(200)
  expect(drawn.value).toEqual(rows.value.slice(0, 20))
  await expect.poll(() => drawn.value.length).toBe(50)
})

it.each([
  ['they are read anew', rowsFrom(0, 'changed')],
  ['one more came in above them', rowsFrom(-1)],
  ['some of them went', rowsFrom(0).slice(0, 30)],
])('takes no row away where %s', async (_, next) => {
  const { rows, drawn } = await stepping()
  rows.value = next
  expect(drawn.value).toEqual(next)
})

it('ends with the newest page where an earlier one was still being drawn', async () => {
  const { rows, drawn } = await stepping()
  rows.value = []
  rows.value = rowsFrom(100)
  rows.value = rowsFrom(200)
  expect(drawn.value).toEqual(rows.value.slice(0, 20))
  await expect.poll(() => drawn.value).toEqual(rows.value)
})
