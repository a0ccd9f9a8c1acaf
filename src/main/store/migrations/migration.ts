/** Describes one step of the schema; steps are numbered, append-only, and run in a transaction each. */
export interface Migration {
  number: number
  name: string
  /** Holds the SQL of the step. */
  statements: string
}
