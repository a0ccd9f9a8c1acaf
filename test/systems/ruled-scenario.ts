import type { ServedRule } from '../../src/shared/model/served-rules.ts'

/** Describes one request: what it is, the rule that has to answer it, the answer, and how it is made and sent. */
export interface RuledScenario<Backend> {
  row: string
  rule: ServedRule
  answer: object
  send: (backend: Backend) => Promise<object>
}

/** Makes the storage of a backend fail, once it is told to, where one of these events is written. */
export function failingStorage(...actions: readonly string[]): {
  fails: boolean
  appendEvent: <Entry extends { action: string }, Given>(
    append: (entry: Entry) => Given,
  ) => (entry: Entry) => Given
} {
  const storage = {
    fails: false,
    appendEvent:
      <Entry extends { action: string }, Given>(append: (entry: Entry) => Given) =>
      (entry: Entry): Given => {
        if (storage.fails && actions.includes(entry.action)) throw new Error('disk full')
        return append(entry)
      },
  }
  return storage
}
