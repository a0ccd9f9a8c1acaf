/** Lets works on the same subject run one after the other, and on different subjects at once. */
export interface Turns {
  take<T>(subject: string, work: () => Promise<T>): Promise<T>
}

/** Makes turns that nobody waits for. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    take(subject, work) {
      const turn = (last.get(subject) ?? Promise.resolve()).then(work)
      const ended = turn
        .catch(() => undefined)
        .finally(() => {
          if (last.get(subject) === ended) last.delete(subject)
        })
      last.set(subject, ended)
      return turn
    },
  }
}
