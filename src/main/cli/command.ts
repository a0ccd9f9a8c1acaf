import type { Command } from 'commander'
import type { DeskResources } from '../platform/resources.ts'

/** Lists the exit codes of every command but `audit verify`, which has its own. */
export const exitCodes = { done: 0, negative: 1, usage: 2, unreachable: 3 } as const

/** Gives a command what it stands on: the streams, the environment, and the built files beside the entry. */
export interface CommandContext {
  /** Writes a result to standard output. */
  out: (line: string) => void
  /** Writes a message to standard error. */
  note: (line: string) => void
  /** Reads standard input to its end. */
  readInput: () => Promise<string>
  /** Asks at the terminal; `hidden` does not echo. Fails with a `CommandError` where there is no terminal. */
  ask: (question: string, options: { hidden: boolean }) => Promise<string>
  env: Record<string, string | undefined>
  version: string
  resources: DeskResources
  /** Names the folder of the built page. */
  pageFolder: string
  /** Names the store that a command works on where it is told no other. */
  defaultStore: string
  /** Sets bcrypt's cost for directory passwords where it is not the usual one. */
  hashingCost?: number
}

/** Gives what every desk of a command is made with. */
export function deskBasics({ version, resources, hashingCost }: CommandContext) {
  return { door: 'command' as const, version, resources, ...(hashingCost !== undefined && { hashingCost }) }
}

/** Adds one command to the program; what it runs gives the exit code. */
export type CommandDefinition = (
  program: Command,
  context: CommandContext,
  ends: (code: number | Promise<number>) => Promise<void>,
) => void

/** Ends a command with an exit code and a message for standard error. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number = exitCodes.usage) {
    super(message)
    this.name = 'CommandError'
    this.exitCode = exitCode
  }
}
