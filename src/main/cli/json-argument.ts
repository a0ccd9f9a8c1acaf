import { readFileSync } from 'node:fs'
import { CommandError, type CommandContext } from './command.ts'

/** Reads an argument that is JSON, `@FILE` or `@-`; what cannot be read is told without repeating any of it. */
export async function readJsonArgument(
  { readInput }: Pick<CommandContext, 'readInput'>,
  option: string,
  argument: string,
): Promise<unknown> {
  const text =
    argument === '@-'
      ? await readInput()
      : argument.startsWith('@')
        ? readTextArgument(option, argument.slice(1))
        : argument
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new CommandError(`${option} does not hold JSON. It takes JSON, @FILE, or @- for standard input.`)
  }
}

/** Reads the file that an option names; what cannot be read is told by its path. */
export function readTextArgument(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new CommandError(`${option}: the file ${path} cannot be read.`)
  }
}
