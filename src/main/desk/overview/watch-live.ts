import type { LiveTopic } from '../live.ts'
import type { OpenDesk } from '../open-desk.ts'

/**
 * Streams what changes, beginning with `hello`, until the signal. With a caller it ends with `locked` as soon as their
 * session has ended, also where others stay signed in.
 */
export async function* watchLive(
  desk: OpenDesk,
  signal: AbortSignal | undefined,
  caller: string | undefined,
): AsyncGenerator<{ topic: 'hello' | LiveTopic }, void> {
  const session = caller === undefined ? null : desk.sessions.endOf(caller)
  if (caller !== undefined && session === null) {
    yield { topic: 'locked' }
    return
  }
  const over = new AbortController()
  const leave = (): void => {
    over.abort()
  }
  const ends = [signal, session].filter((end) => end !== undefined && end !== null)
  for (const end of ends) {
    end.addEventListener('abort', leave)
    if (end.aborted) leave()
  }
  const topics = desk.live.subscribe(over.signal)
  try {
    yield { topic: 'hello' }
    for await (const topic of topics) {
      yield { topic }
      if (topic === 'locked') return
    }
    if (session?.aborted === true) yield { topic: 'locked' }
  } finally {
    for (const end of ends) end.removeEventListener('abort', leave)
    leave()
  }
}
