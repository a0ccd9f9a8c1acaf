import type { en } from './en.ts'

/** Types a language: the same keys as English, each with a text. */
export type Messages = typeof en

type PathsOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${PathsOf<T[K]>}` }[keyof T &
  string]

/** Names a text of the page by its path; the closed vocabularies under `words` are read as tables instead. */
export type MessageKey = PathsOf<Omit<Messages, 'words'>>
