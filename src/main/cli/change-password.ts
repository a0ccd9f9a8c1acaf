import { Problem } from '../../shared/model/problems.ts'
import type { Desk } from '../desk.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { openNewPrivateFile } from './new-private-file.ts'
import { asOperator } from './operator-session.ts'
import { printOutcome } from './print-outcome.ts'
import { refusedWrite } from './refused-write.ts'
import { startBuiltIn } from './start-built-in.ts'

interface ChangeOptions {
  store: string
  backend: string
  admin: string
  generate: boolean
  to?: string
}

type Account = ReturnType<Desk['admins']['get']>
type Change = Parameters<Desk['admins']['change']>[1]

const generatedLength = 20

/** Adds `change-password`: changes an admin's password with the journal, and prints the outcome. */
export const defineChangePassword: CommandDefinition = (program, context, ends) => {
  program
    .command('change-password')
    .description(
      'change an admin’s password; exit 0 succeeded, 1 rejected or refused, 3 unreachable or unknown',
    )
    .option('--store <file>', 'the store', context.defaultStore)
    .requiredOption(
      '--backend <name>',
      'the backend, by name or id; built-in is the desk’s own, started for this',
    )
    .requiredOption('--admin <userID>', 'the admin')
    .option('--generate', 'make the new password; else it is LATCHKEY_NEW_PASSWORD, or asked for', false)
    .option('--to <file>', 'write the generated password into a new file that only its owner may read')
    .addHelpText('after', '\nThe current password is LATCHKEY_CURRENT_PASSWORD, or the one in the vault.')
    .action((options: ChangeOptions) => ends(runChangePassword(context, options)))
}

/** Changes the password of an admin and gives the exit code of the outcome. */
export async function runChangePassword(context: CommandContext, options: ChangeOptions): Promise<number> {
  if (options.to !== undefined && !options.generate) {
    throw new CommandError('--to goes with --generate: a password that you give is yours already.')
  }
  return asOperator(context, { storePath: options.store }, async (desk, operator) => {
    const account = accountOf(desk, options)
    const draftId = options.generate
      ? (await desk.admins.generate({ accountId: account.id, length: generatedLength })).draftId
      : null
    const change: Change = {
      accountId: account.id,
      current: currentPassword(context),
      next: draftId === null ? await typedPassword(context) : { from: 'draft', draftId },
      // Whoever names the admin on the command line has typed the target.
      confirmation: account.account,
    }
    // Before anything is sent: a password that cannot be handed over is not changed to.
    const handover = options.to === undefined ? null : openNewPrivateFile(options.to)
    try {
      if (account.backend.id === 'built-in') await startBuiltIn(desk, operator)
      const { outcome, state, changeId } = await desk.admins.change(operator, change)
      if (handover !== null && draftId !== null && (state === 'confirmed' || state === 'unknown')) {
        handover.write(`${desk.admins.revealDraft(operator, draftId).password}\n`)
        handover.keep()
      }
      const code = printOutcome(context, outcome)
      if (state === 'unknown') {
        context.note(unresolved({ changeId: changeId ?? '', store: options.store }, options.to ?? null))
      }
      return code
    } catch (error) {
      throw cutOff(desk, account, options, error) ?? explained(error)
    } finally {
      handover?.close()
    }
  })
}

function accountOf(desk: Desk, { backend: name, admin: userID }: ChangeOptions): Account {
  const backend = desk.backends.list().find((one) => one.id === name || one.name === name)
  if (backend === undefined) throw new CommandError(`There is no backend ${name}.`)
  const query = {
    backendId: backend.id,
    search: userID,
    sort: 'account' as const,
    descending: false,
    limit: 200,
  }
  let cursor: string | undefined
  do {
    const page = desk.admins.list({ ...query, cursor })
    const found = page.rows.find((row) => row.userID === userID)
    if (found !== undefined) return found
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  throw new CommandError(`There is no admin ${userID} at ${backend.name}.`)
}

function currentPassword({ env }: CommandContext): Change['current'] {
  const password = env['LATCHKEY_CURRENT_PASSWORD']
  return password === undefined ? { from: 'vault' } : { from: 'typed', password }
}

async function typedPassword({ env, ask }: CommandContext): Promise<Change['next']> {
  const password =
    env['LATCHKEY_NEW_PASSWORD'] ?? (await ask('New password (LATCHKEY_NEW_PASSWORD)', { hidden: true }))
  return { from: 'typed', password }
}

function unresolved({ changeId, store }: { changeId: string; store: string }, to: string | null): string {
  return [
    `It is not known whether the password was changed. The change ${changeId} stays open: the old and the new password`,
    'are both kept in the vault, and nothing is sent again by itself. Once the request cannot take effect any more (two',
    'minutes), a sign-in with the new password, and then with the old one, shows which is in force:',
    `  latchkey resolve --store ${store} --change ${changeId}`,
    ...(to === null ? [] : [`${to} holds the new password, which may not be in force.`]),
  ].join('\n')
}

/**
 * Says what is known of a change that was begun when something failed that no operator can meet, such as a write on a full
 * disk: it must not read like a refusal. Gives null where nothing was begun, or the failure speaks for itself.
 */
function cutOff(
  desk: Desk,
  before: Account,
  { store, to }: ChangeOptions,
  error: unknown,
): CommandError | null {
  if (error instanceof Problem || error instanceof CommandError) return null
  const change = desk.admins.get(before.id).lastChange
  if (change === null || change.id === before.lastChange?.id) return null
  const why = refusedWrite(error) ?? (error instanceof Error ? error.message : String(error))
  if (change.state === 'sending' || change.state === 'unknown') {
    const said = unresolved({ changeId: change.id, store }, null)
    return new CommandError(`${why}\n${said}`, exitCodes.unreachable)
  }
  const file = to === undefined ? '' : ` It is not in ${to}.`
  const said = `The password was changed, and the vault holds the new one.${file}`
  return change.state === 'confirmed' ? new CommandError(`${why}\n${said}`) : null
}

function explained(error: unknown): unknown {
  if (!(error instanceof Problem)) return error
  if (error.code === 'PASSWORD_NOT_KNOWN') {
    return new CommandError(
      'The vault holds no current password of this admin: give LATCHKEY_CURRENT_PASSWORD.',
    )
  }
  if (error.code === 'CHANGE_OPEN') {
    const { changeId, state } = error.data as { changeId: string; state: string }
    return new CommandError(
      `The change ${changeId} of this admin is still open (${state}). Nothing was sent.`,
      exitCodes.negative,
    )
  }
  return error
}
