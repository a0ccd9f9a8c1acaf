import type { RotationRecord } from '../../shared/contract/rotations.ts'
import { Problem } from '../../shared/model/problems.ts'
import type { Desk } from '../desk.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { asOperator, type CommandOperator } from './operator-session.ts'
import { passwordLength } from './password-length.ts'
import { printRotation, rotationExitCode, rotationProgress, type PrintedRow } from './print-rotation.ts'
import { refusedWrite } from './refused-write.ts'
import { startBuiltIn } from './start-built-in.ts'

interface RotateOptions {
  store: string
  backend: string
  admins?: string
  all: boolean
  length: number
  dryRun: boolean
}

type Backend = ReturnType<Desk['backends']['list']>[number]
type Wish = Parameters<Desk['rotations']['dryRun']>[0]

/** Adds `rotate`: changes the passwords of many admins, one first and then the rest, and prints what became of each. */
export const defineRotate: CommandDefinition = (program, context, ends) => {
  program
    .command('rotate')
    .description(
      'change the passwords of many admins; exit 0 all succeeded, 1 not all, 3 one or more are unknown',
    )
    .option('--store <file>', 'the store', context.defaultStore)
    .requiredOption(
      '--backend <name>',
      'the backend, by name or id; built-in is the desk’s own, started for this',
    )
    .option('--admins <userIDs>', 'the admins, divided by commas, in the order in which they are changed')
    .option('--all', 'every admin of the backend', false)
    .option('--length <number>', 'the length of the new passwords', passwordLength, 20)
    .option('--dry-run', 'only say what would be refused, and why; send and keep nothing', false)
    .addHelpText(
      'after',
      '\nThe new passwords are in the vault. An interrupt stops after the running change.',
    )
    .action((options: RotateOptions) => ends(runRotate(context, options)))
}

/** Rotates the passwords of the named admins and gives the exit code of it all. */
export async function runRotate(context: CommandContext, options: RotateOptions): Promise<number> {
  if ((options.admins === undefined) !== options.all) {
    throw new CommandError('Name the admins by --admins, or take all of them by --all: one of the two.')
  }
  return asOperator(context, { storePath: options.store }, async (desk, operator) => {
    const backend = backendNamed(desk, options.backend)
    const wish: Wish = {
      backendId: backend.id,
      accounts: options.admins === undefined ? 'all' : accountIds(desk, backend, options.admins),
      passwordLength: options.length,
    }
    if (!backend.damaged && backend.builtIn) await startBuiltIn(desk, operator)
    if (options.dryRun) return dryRun(context, desk, wish)
    const rotation = await rotate(context, desk, operator, wish)
    const rows = rowsOf(desk, rotation.id)
    printRotation(context, rotation, rows)
    return rotationExitCode(rows)
  })
}

async function dryRun(context: CommandContext, desk: Desk, wish: Wish): Promise<number> {
  const rows = (await desk.rotations.dryRun(wish).catch(explained)).map(
    ({ account, reason }): PrintedRow => ({
      userID: account.user_id,
      account: account.account,
      state: reason === null ? 'waiting' : 'refused',
      reason,
      changeId: null,
    }),
  )
  printRotation(context, null, rows)
  return rows.some(({ state }) => state === 'refused') ? exitCodes.negative : exitCodes.done
}

async function rotate(
  context: CommandContext,
  desk: Desk,
  operator: CommandOperator,
  wish: Wish,
): Promise<RotationRecord> {
  const interrupted = new AbortController()
  const { id, backend, counts } = await desk.rotations.plan(operator, wish).catch(explained)
  const now = (): RotationRecord => desk.rotations.get({ rotationId: id, after: 0, limit: 1 }).rotation
  const onSignal = (): void => {
    interrupted.abort()
    context.note('Stopping after the running change.')
    if (now().running) desk.rotations.stop(operator, id)
  }
  const done = new AbortController()
  const told = tellProgress(context, desk, now, done.signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal)
  try {
    // Whoever names the backend on the command line has typed the target.
    if (counts.waiting > 0) desk.rotations.start(operator, { rotationId: id, confirmation: backend.name })
    await desk.rotations.settled(id)
    if (now().state === 'first-done' && !interrupted.signal.aborted)
      desk.rotations.continueWithRest(operator, id)
    await desk.rotations.settled(id)
  } catch (error) {
    // What became of each account until then is worth more than the failure alone.
    const refused = refusedWrite(error)
    if (refused === null) throw error
    context.note(refused)
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal)
    done.abort()
    await told
  }
  return now()
}

async function tellProgress(
  { note }: CommandContext,
  desk: Desk,
  now: () => RotationRecord,
  signal: AbortSignal,
): Promise<void> {
  let last = ''
  for await (const { topic } of desk.watch(signal)) {
    if (topic !== 'rotation') continue
    // The command is at work: the desk is not idle.
    desk.touch()
    const line = rotationProgress(now().counts)
    if (line !== last) note(line)
    last = line
  }
}

function rowsOf(desk: Desk, rotationId: string): PrintedRow[] {
  const rows: PrintedRow[] = []
  let after: number | null = 0
  while (after !== null) {
    const page = desk.rotations.get({ rotationId, after, limit: 500 })
    for (const { userID, account, state, reason, change } of page.rows) {
      rows.push({ userID, account, state, reason, changeId: change?.id ?? null })
    }
    after = page.nextAfter
  }
  return rows
}

function backendNamed(desk: Desk, name: string): Backend {
  const backend = desk.backends.list().find((one) => one.id === name || one.name === name)
  if (backend === undefined) throw new CommandError(`There is no backend ${name}.`)
  return backend
}

function accountIds(desk: Desk, backend: Backend, list: string): string[] {
  const ids = new Map<string, string>()
  let cursor: string | undefined
  do {
    const query = { backendId: backend.id, sort: 'account', descending: false, limit: 200, cursor } as const
    const page = desk.admins.list(query)
    for (const { userID, id } of page.rows) ids.set(userID, id)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return list.split(',').map((userID) => {
    const id = ids.get(userID.trim())
    if (id === undefined) throw new CommandError(`There is no admin ${userID} at ${backend.name}.`)
    return id
  })
}

function explained(error: unknown): never {
  if (!(error instanceof Problem)) throw error
  if (error.code === 'ROTATION_EMPTY') {
    throw new CommandError('This backend has no admin whose password could be changed.')
  }
  if (error.code === 'SEALED_VALUE_DAMAGED') {
    const { place } = error.data as { place: string }
    throw new CommandError(`${place} was edited from outside or is damaged. Nothing was sent.`)
  }
  throw error
}
