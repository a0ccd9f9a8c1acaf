/** Describes the box of a list's search: where the URL keeps its text, and how much room it takes, in pixels. */
export interface ListSearch<V> {
  key: keyof V & string
  label: string
  hint: string
  testId: string
  /** Is true where an index answers each key that is typed. */
  isQuick?: boolean
  width: { least: number; most: number }
}

/** Describes one menu that narrows a list: where the URL keeps its choice, and from what it is chosen. */
interface FilterOf<V, K extends keyof V & string> {
  key: K
  label: string
  choices: readonly { value: NonNullable<V[K]> & string; text: string }[]
  testId: string
  /** Says what no choice means, where "any" does not say it. */
  none?: string
  /** Is true where one is always chosen: there is no "any" then. */
  isAlwaysSet?: null extends V[K] ? false : true
  /** Names what a choice takes back. */
  clears?: readonly (keyof V & string)[]
  /** Is how wide it may become, in pixels. */
  width?: number
}

/** Describes one menu that narrows a list whose URL keeps a state; its choices are those of the field that it names. */
export type ListFilter<V> = { [K in keyof V & string]: FilterOf<V, K> }[keyof V & string]
