import type { Desk } from '../desk.ts'
import { CommandError } from './command.ts'
import type { CommandOperator } from './operator-session.ts'

/** Starts the desk's own backend for a command that needs it; a port that is taken ends the command. */
export async function startBuiltIn(desk: Desk, operator: CommandOperator): Promise<void> {
  const { failure } = await desk.builtIn.start(operator.name)
  if (failure !== null) throw new CommandError(`The built-in backend does not start: ${failure}`)
}
