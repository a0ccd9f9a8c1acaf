// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createLive, type LiveTopic } from '../../src/renderer/composables/live.ts'

/** Plays the desk's end of the stream by hand: each call of `watch` is one connection. */
const streams = () => {
  const connections: { say: (topic: LiveTopic) => void; end: () => void }[] = []
  const pauses: { ms: number; over: () => void }[] = []
  let refuses = 0
  const watch = (signal: AbortSignal): Promise<AsyncIterable<{ topic: LiveTopic }>> => {
    if (refuses > 0) {
      refuses -= 1
      return Promise.reject(new TypeError('Failed to fetch'))
    }
    const waiting: (LiveTopic | null)[] = []
    let wake = (): void => undefined
    const put = (topic: LiveTopic | null): void => {
      waiting.push(topic)
      wake()
    }
    signal.addEventListener('abort', () => put(null))
    connections.push({ say: put, end: () => put(null) })
    return Promise.resolve(
      (async function* () {
        for (;;) {
          while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
          const topic = waiting.shift()
          if (topic === null || topic === undefined) return
          yield { topic }
        }
      })(),
    )
  }
  const wait = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      pauses.push({ ms, over: resolve })
      signal.addEventListener('abort', () => resolve())
    })
  return {
    live: createLive({ watch, wait }),
    connections,
    pauses,
    refuse: (times: number) => (refuses = times),
  }
}
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

describe('the live stream', () => {
  it('tells those who asked for a topic, and nobody else', async () => {
    const { live, connections } = streams()
    const heard: string[] = []
    live.on(['admins'], (topic) => heard.push(`a:${topic}`))
    live.on(['audit', 'admins'], (topic) => heard.push(`b:${topic}`))
    live.start()
    await turns()
    connections[0]?.say('audit')
    connections[0]?.say('admins')
    await turns()
    expect(heard).toEqual(['b:audit', 'a:admins', 'b:admins'])
  })

  it('tells nobody who no longer listens', async () => {
    const { live, connections } = streams()
    const heard: string[] = []
    const end = live.on(['admins'], (topic) => heard.push(topic))
    live.start()
    await turns()
    end()
    connections[0]?.say('admins')
    await turns()
    expect(heard).toEqual([])
  })

  it('comes back when it ends, and then lets everybody read anew, for it may have missed something', async () => {
    const { live, connections, pauses } = streams()
    const heard: string[] = []
    live.on(['built-in'], (topic) => heard.push(topic))
    live.start()
    await turns()
    expect([live.state.value, heard]).toEqual(['live', []])
    connections[0]?.end()
    await turns()
    expect(live.state.value).toBe('lost')
    pauses[0]?.over()
    await turns()
    expect([live.state.value, connections.length, heard]).toEqual(['live', 2, ['hello']])
  })

  it('waits longer each time nobody answers, to a limit, and starts over once somebody did', async () => {
    const { live, pauses, connections, refuse } = streams()
    refuse(6)
    live.start()
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await turns()
      pauses[attempt]?.over()
    }
    await turns()
    connections[0]?.end()
    await turns()
    expect(pauses.map(({ ms }) => ms)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 1_000])
  })

  it('tries at once when the operator asks for it', async () => {
    const { live, connections, refuse } = streams()
    refuse(1)
    live.start()
    await turns()
    live.retry()
    await turns()
    expect([live.state.value, connections.length]).toEqual(['live', 1])
  })

  it('is silent after it was stopped, and does not come back', async () => {
    const { live, connections, pauses } = streams()
    const heard: string[] = []
    live.on(['admins'], (topic) => heard.push(topic))
    live.start()
    await turns()
    live.stop()
    connections[0]?.say('admins')
    await turns()
    expect([live.state.value, heard, pauses.length]).toEqual(['off', [], 0])
  })
})
