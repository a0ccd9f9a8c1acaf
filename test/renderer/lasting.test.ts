import { nextTick, shallowRef, watch } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useLasting } from '../../src/renderer/composables/use-lasting.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const reading = () => {
  const isReading = shallowRef(false)
  const lasts = useLasting(() => isReading.value)
  const shown: boolean[] = []
  watch(lasts, (now) => shown.push(now), { flush: 'sync' })
  const say = async (now: boolean): Promise<void> => {
    isReading.value = now
    await nextTick()
  }
  return { say, shown }
}

it('never shows what is over in a moment, however often it comes', async () => {
  const { say, shown } = reading()
  for (let turn = 0; turn < 10; turn++) {
    await say(true)
    vi.advanceTimersByTime(250)
    await say(false)
    vi.advanceTimersByTime(100)
  }
  vi.advanceTimersByTime(10_000)
  expect(shown).toEqual([])
})

it('shows what goes on, and stops showing it as soon as it is over', async () => {
  const { say, shown } = reading()
  await say(true)
  vi.advanceTimersByTime(300)
  expect(shown).toEqual([true])
  await say(false)
  expect(shown).toEqual([true, false])
})
