/** Describes one way to break a mechanism, and the test files each of which must then fail. */
export interface Mutant {
  /** Says what holds no more. */
  breaks: string
  file: string
  /** Holds text that stands in the file exactly once. */
  find: string
  replace: string
  tests: readonly string[]
}
