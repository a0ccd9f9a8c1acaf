import { onScopeDispose } from 'vue'
import { useTopics, waitFor, type Live, type LiveTopic } from './live.ts'

/**
 * Reads anew when the desk says that something changed, but never while a reading goes on, and not again before a pause
 * has passed: while changes come without end, the page still shows each reading to its end and stays free between them.
 */
export const useBatchedTopics = (
  live: Live,
  topics: readonly LiveTopic[],
  read: () => Promise<unknown>,
  pause = 500,
): void => {
  const over = new AbortController()
  let isBusy = false
  let isDue = false
  const goesOn = (): boolean => isDue && !over.signal.aborted

  const begin = async (): Promise<void> => {
    isBusy = true
    isDue = false
    await read()
    await waitFor(pause, over.signal)
    isBusy = false
    if (goesOn()) void begin()
  }

  useTopics(live, topics, () => {
    if (isBusy) isDue = true
    else void begin()
  })
  onScopeDispose(() => over.abort())
}
