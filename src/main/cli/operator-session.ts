import { existsSync } from 'node:fs'
import { Problem } from '../../shared/model/problems.ts'
import { createDesk, type Desk, type DeskOptions } from '../desk.ts'
import { CommandError, deskBasics, type CommandContext } from './command.ts'
import { refusedWrite } from './refused-write.ts'
import { storeMessage } from './store-message.ts'

/** Names the caller that a command's operator is signed in at. */
const caller = 'command'

type SignedIn = Awaited<ReturnType<Desk['signIn']>>

/** Carries the operator whom a command works for. */
export type CommandOperator = Omit<SignedIn, 'mustChange'>

/** Opens a store for an administrator, does the work, and signs what it left in the audit before letting go. */
export async function asOperator(
  context: CommandContext,
  options: Pick<
    DeskOptions,
    'storePath' | 'builtInPort' | 'builtInStarts' | 'allowBrowserCallers' | 'judgesInPlace'
  >,
  work: (desk: Desk, operator: CommandOperator) => Promise<number>,
): Promise<number> {
  if (!existsSync(options.storePath)) {
    throw new CommandError(storeMessage(options.storePath, 'unreadable', null))
  }
  const desk = createDesk({ builtInStarts: 'when-asked', ...deskBasics(context), ...options })
  let code: number
  try {
    await desk.start()
    const { store } = desk.status(caller)
    if (store.state === 'unavailable') {
      throw new CommandError(storeMessage(store.path, store.problem, store.holder))
    }
    const name = await operatorName(context)
    const operator = await signIn(desk, { name, password: await operatorPassword(context) })
    if (operator.mustChange) {
      throw new CommandError('This is a one-time password: set one of your own at the desk first.')
    }
    if (operator.role !== 'administrator') throw new CommandError('This needs an administrator.')
    code = await work(desk, operator)
  } catch (error) {
    // What stopped the work is told, not what the end of the desk meets for the same reason.
    await desk.close().catch(() => undefined)
    throw error
  }
  await closeAfterWork(context, desk)
  return code
}

/** Ends a desk whose work is done: that its last event found no room takes nothing from the result. */
async function closeAfterWork({ note }: CommandContext, desk: Desk): Promise<void> {
  try {
    await desk.close()
  } catch (error) {
    const refused = refusedWrite(error)
    if (refused === null) throw error
    note(refused)
  }
}

/** Gives the operator's name from `LATCHKEY_OPERATOR`, or asks. */
export function operatorName({ env, ask }: CommandContext): Promise<string> {
  return given(env['LATCHKEY_OPERATOR']) ?? ask('Operator (LATCHKEY_OPERATOR)', { hidden: false })
}

/** Gives the operator's password from `LATCHKEY_PASSWORD`, or asks without showing it. */
export function operatorPassword({ env, ask }: CommandContext): Promise<string> {
  return given(env['LATCHKEY_PASSWORD']) ?? ask('Password (LATCHKEY_PASSWORD)', { hidden: true })
}

function given(value: string | undefined): Promise<string> | undefined {
  return value === undefined || value === '' ? undefined : Promise.resolve(value)
}

async function signIn(desk: Desk, input: { name: string; password: string }): Promise<SignedIn> {
  try {
    return await desk.signIn(caller, input)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'LOCKED_OUT') {
      const { until } = error.data as { until: string }
      throw new CommandError(`Too many wrong passwords: this operator is locked out until ${until}.`)
    }
    if (error.code === 'WRONG_PASSWORD') {
      const { triesLeft } = error.data as { triesLeft: number }
      throw new CommandError(`The operator's name or password is wrong. Tries left: ${String(triesLeft)}.`)
    }
    if (error.code === 'ONE_TIME_PASSWORD_EXPIRED') {
      throw new CommandError('This one-time password is too old: an administrator issues a new one.')
    }
    if (error.code === 'SEALED_VALUE_DAMAGED') {
      throw new CommandError(
        'The key slot of this operator was changed from outside. Nothing was opened: run audit verify on the store.',
      )
    }
    throw error
  }
}
