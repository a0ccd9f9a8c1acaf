// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { effectScope, nextTick, shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { createLive, waitFor, type LiveTopic } from '../../src/renderer/composables/live.ts'
import { useBatchedTopics } from '../../src/renderer/composables/use-batched-topics.ts'
import { useSelection } from '../../src/renderer/features/rotation/use-selection.ts'

const setUp = () => {
  const rows = shallowRef([{ id: 'a' }, { id: 'b' }])
  const question = shallowRef('all')
  const scope = effectScope()
  const selection = scope.run(() =>
    useSelection(
      () => rows.value,
      () => 7,
      () => question.value,
    ),
  )
  if (selection === undefined) throw new Error('the scope did not run')
  return { rows, question, selection }
}

describe('choosing the accounts of a rotation', () => {
  it('keeps what was chosen on another page, in the order of choosing', () => {
    const { rows, selection } = setUp()
    selection.toggle('b')
    rows.value = [{ id: 'c' }, { id: 'd' }]
    expect(selection.page.value).toBe('none')
    selection.togglePage()
    expect(selection.ids.value).toEqual(['b', 'c', 'd'])
    expect(selection.page.value).toBe('all')
    selection.togglePage()
    expect(selection.ids.value).toEqual(['b'])
  })

  it('means all that match on every page, and falls back to what can be seen once one is taken out', () => {
    const { selection } = setUp()
    selection.chooseAll()
    expect([selection.count.value, selection.isAll.value, selection.has('never seen')]).toEqual([
      7,
      true,
      true,
    ])
    selection.toggle('a')
    expect([selection.isAll.value, selection.ids.value]).toEqual([false, ['b']])
  })

  it('gives the choice up when other accounts are asked for: nobody unseen may be among them', async () => {
    const { question, selection } = setUp()
    selection.chooseAll()
    question.value = 'stale'
    await nextTick()
    expect(selection.count.value).toBe(0)
    expect(selection.isAll.value).toBe(false)
  })
})

describe('a page under changes that come without end', () => {
  it('reads to the end before it reads again, and once for all that came meanwhile', async () => {
    let tell = (): void => undefined
    const live = createLive({
      watch: () =>
        Promise.resolve(
          (async function* (): AsyncGenerator<{ topic: LiveTopic }> {
            for (;;) {
              await new Promise<void>((resolve) => (tell = resolve))
              yield { topic: 'rotation' }
            }
          })(),
        ),
      wait: waitFor,
    })
    const readings: (() => void)[] = []
    const scope = effectScope()
    scope.run(() => {
      useBatchedTopics(live, ['rotation'], () => new Promise<void>((resolve) => readings.push(resolve)), 1)
    })
    live.start()
    const change = async (): Promise<void> => {
      await flushPromises()
      tell()
      await flushPromises()
    }
    for (let n = 0; n < 5; n++) await change()
    expect(readings).toHaveLength(1)
    readings[0]?.()
    await vi.waitFor(() => {
      expect(readings).toHaveLength(2)
    }, 15_000)
    scope.stop()
    readings[1]?.()
    await change()
    expect(readings).toHaveLength(2)
    live.stop()
  })
})
