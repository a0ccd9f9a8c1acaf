import type { DeskResources } from '../platform/resources.ts'

/** Lists the exit codes of every command but `audit verify`, which has its own. */
export const exitCodes = { done: 0, negative: 1, usage: 2, unreachable: 3 } as const

/** Gives a command what it stands on: the two streams, the environment, and the built files beside the entry. */
export interface CommandContext {
  /** Writes a result to standard output. */
  out: (line: string) => void
  /** Writes a message to standard error. */
  note: (line: string) => void
  env: Record<string, string | undefined>
  version: string
  resources: DeskResources
  /** Names the folder of the built page. */
  pageFolder: string
}

/** Ends a command with an exit code and a message for standard error. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number = exitCodes.usage) {
    super(message)
    this.name = 'CommandError'
    this.exitCode = exitCode
  }
}
