/** Says who asks, by a name of their own, and when they are gone. */
export interface Asker {
  name: string
  signal?: AbortSignal | undefined
}

/** Answers a question as long as somebody waits for the answer: `signal` fires when nobody does any longer. */
export type AnswerNewest = <T>(asker: Asker, answer: (signal: AbortSignal) => Promise<T>) => Promise<T>

/** Makes the answering of questions of which everybody waits for their newest alone: an older one is given up. */
export function createAnswerNewest(): AnswerNewest {
  const newest = new Map<string, AbortController>()
  return async ({ name, signal }, answer) => {
    newest.get(name)?.abort()
    const mine = new AbortController()
    newest.set(name, mine)
    try {
      return await answer(signal === undefined ? mine.signal : AbortSignal.any([mine.signal, signal]))
    } finally {
      if (newest.get(name) === mine) newest.delete(name)
    }
  }
}
