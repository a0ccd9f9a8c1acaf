import { existsSync } from 'node:fs'
import { Problem, type OperatorRule, type ProblemData } from '../../shared/model/problems.ts'
import { createDesk } from '../desk.ts'
import {
  CommandError,
  deskBasics,
  exitCodes,
  type CommandContext,
  type CommandDefinition,
} from './command.ts'
import { operatorPassword } from './operator-session.ts'
import { storeMessage } from './store-message.ts'

/** Adds `init`: makes a store with its first administrator, and prints the recovery key. */
export const defineInit: CommandDefinition = (program, context, ends) => {
  program
    .command('init')
    .description('make a store with its first administrator, and print its recovery key, which is shown once')
    .option('--store <file>', 'the store', context.defaultStore)
    .requiredOption(
      '--operator <name>',
      'the first administrator; the password is LATCHKEY_PASSWORD, or asked for',
    )
    .option('--json', 'print {storeId, recoveryKey} as JSON', false)
    .action((options: { store: string; operator: string; json: boolean }) => ends(runInit(context, options)))
}

/** Makes a store; fails where one is there already, and by every rule that the name or the password breaks. */
export async function runInit(
  context: CommandContext,
  { store: storePath, operator: name, json }: { store: string; operator: string; json: boolean },
): Promise<number> {
  if (existsSync(storePath)) throw alreadyThere(storePath)
  const password = await newPassword(context)
  const { out, note } = context
  const desk = createDesk({ ...deskBasics(context), storePath, builtInStarts: 'when-asked' })
  let made: { storeId: string; recoveryKey: string }
  try {
    made = await desk.setUp('command', { name, password })
  } catch (error) {
    throw explained(storePath, error)
  } finally {
    await desk.close()
  }
  const { storeId, recoveryKey } = made
  if (json) {
    out(JSON.stringify({ storeId, recoveryKey }))
    return exitCodes.done
  }
  note(`${storePath} is made. Its recovery key, shown this once: keep it where the store is not.`)
  out(recoveryKey)
  return exitCodes.done
}

/** Says why no store was made; what no operator can meet here stays as it is. */
function explained(storePath: string, error: unknown): unknown {
  if (!(error instanceof Problem)) return error
  if (error.code === 'OPERATOR_RULE') {
    const { rules } = error.data as { rules: OperatorRule[] }
    return new CommandError(rules.map((rule) => ruleTexts[rule]).join('\n'))
  }
  // A link that leads nowhere is no file, and no place for a new one.
  if (error.code === 'ALREADY_SET_UP') return alreadyThere(storePath)
  if (error.code !== 'STORE_UNAVAILABLE') return error
  const { problem, holder } = error.data as ProblemData<'STORE_UNAVAILABLE'>
  return new CommandError(storeMessage(storePath, problem, holder))
}

function alreadyThere(storePath: string): CommandError {
  return new CommandError(`${storePath} is there already. It has been left as it is.`)
}

async function newPassword(context: CommandContext): Promise<string> {
  const password = await operatorPassword(context)
  const wasGiven = context.env['LATCHKEY_PASSWORD'] === password
  if (wasGiven || (await context.ask('The same password again', { hidden: true })) === password)
    return password
  throw new CommandError('The two passwords differ. Nothing was made.')
}

const ruleTexts: Record<OperatorRule, string> = {
  'name-format': 'A name has 2 to 64 letters, digits, and . _ - @ only.',
  'name-one-script': 'A name keeps to one script in everyday use; Chinese may stand with Latin letters.',
  'name-taken': 'There is an operator of that name.',
  'name-alike': 'That name reads like another one, or like “desk”, by which the audit calls the desk itself.',
  'password-short': 'A password has at least 12 characters.',
  'password-long': 'A password has at most 1,024 characters.',
  'password-common': 'That password is on the list of common ones.',
  'password-has-name': 'A password does not contain the name.',
  'password-same': 'The new password is the old one.',
}
