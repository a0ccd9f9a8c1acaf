/** Lists what the live stream tells a page: which part has changed, never the data. */
export const liveTopics = [
  'admins',
  'audit',
  'built-in',
  'directory',
  'exchanges',
  'rotation',
  'resets',
  'locked',
] as const

/** Names a part of the desk that can change. */
export type LiveTopic = (typeof liveTopics)[number]

/** Tells every open page what has changed, so that it reads anew. */
export interface Live {
  publish(topic: LiveTopic): void
  /** Gives the topics from now on, each once however often it came meanwhile; ends with `locked` or the signal. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<LiveTopic, void>
}

/** Makes a live stream with nobody listening. */
export function createLive(): Live {
  const listeners = new Set<(topic: LiveTopic) => void>()
  return {
    publish(topic) {
      for (const listener of listeners) listener(topic)
    },
    subscribe(signal) {
      const waiting = new Set<LiveTopic>()
      let wake = (): void => undefined
      const listener = (topic: LiveTopic): void => {
        waiting.add(topic)
        wake()
      }
      const stop = (): void => {
        listeners.delete(listener)
        wake()
      }
      // Listens from now on, not from when the first topic is asked for: nothing between is lost.
      listeners.add(listener)
      signal?.addEventListener('abort', stop, { once: true })
      return (async function* () {
        try {
          while (signal?.aborted !== true) {
            if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve))
            const topics = [...waiting]
            waiting.clear()
            yield* topics
            if (topics.includes('locked')) return
          }
        } finally {
          listeners.delete(listener)
          signal?.removeEventListener('abort', stop)
        }
      })()
    },
  }
}
