import { onScopeDispose, readonly, shallowRef, type Ref } from 'vue'

/** Names what the stream can say has changed. */
export type LiveTopic =
  'hello' | 'admins' | 'audit' | 'built-in' | 'directory' | 'exchanges' | 'rotation' | 'resets' | 'locked'

/** Gives the stream its source and its patience. */
export interface LiveOptions {
  watch: (signal: AbortSignal) => Promise<AsyncIterable<{ topic: LiveTopic }>>
  /** Waits so many milliseconds, or until the signal. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Tells the page what changed in the store, for as long as somebody is signed in. */
export interface Live {
  state: Readonly<Ref<'off' | 'live' | 'lost'>>
  start(): void
  stop(): void
  /** Tries again at once instead of at the end of the pause. */
  retry(): void
  /** Calls back for the topics, and for all of them after the stream was lost; gives the way to end it. */
  on(topics: readonly LiveTopic[], callback: (topic: LiveTopic) => void): () => void
}

interface Listener {
  topics: readonly LiveTopic[]
  callback: (topic: LiveTopic) => void
}

const firstPause = 1_000
const longestPause = 15_000

/** Makes the live stream: it begins again with growing pauses when it ends by itself. */
export const createLive = (options: LiveOptions): Live => {
  const state = shallowRef<'off' | 'live' | 'lost'>('off')
  const listeners = new Set<Listener>()
  let running: AbortController | null = null
  let pausing: AbortController | null = null

  const emit = (topic: LiveTopic, everyone: boolean): void => {
    for (const listener of [...listeners]) {
      if (everyone || listener.topics.includes(topic)) listener.callback(topic)
    }
  }

  const follow = async (signal: AbortSignal): Promise<void> => {
    const isOver = (): boolean => signal.aborted
    let pause = firstPause
    while (!isOver()) {
      try {
        const events = await options.watch(signal)
        if (state.value === 'lost') emit('hello', true)
        state.value = 'live'
        pause = firstPause
        for await (const event of events) {
          if (isOver()) return
          emit(event.topic, false)
        }
      } catch {
        if (isOver()) return
      }
      if (isOver()) return
      state.value = 'lost'
      pausing = new AbortController()
      await options.wait(pause, AbortSignal.any([signal, pausing.signal]))
      pause = Math.min(pause * 2, longestPause)
    }
  }

  return {
    state: readonly(state),
    start() {
      if (running !== null) return
      running = new AbortController()
      void follow(running.signal)
    },
    stop() {
      running?.abort()
      running = null
      state.value = 'off'
    },
    retry() {
      pausing?.abort()
    },
    on(topics, callback) {
      const listener = { topics, callback }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** Waits so many milliseconds, or until the signal; never rejects. */
export const waitFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
    if (signal.aborted) resolve()
  })

/** Calls back for the topics while the calling component or store lives. */
export const useTopics = (live: Live, topics: readonly LiveTopic[], callback: () => void): void => {
  onScopeDispose(live.on(topics, callback))
}
