import { createDesk } from '../desk.ts'
import { deskBasics, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { tellingMaintenance } from './maintenance-messages.ts'

interface RestoreOptions {
  from: string
  store: string
  json: boolean
}

/** Adds `restore`: puts a backup in the place of a store. */
export const defineRestore: CommandDefinition = (program, context, ends) => {
  program
    .command('restore')
    .description('put a backup in the place of a store, after checking it; what was there is set aside')
    .requiredOption('--from <file>', 'the backup')
    .option('--store <file>', 'the store', context.defaultStore)
    .option('--json', 'print what was done as JSON', false)
    .action((options: RestoreOptions) => ends(runRestore(context, options)))
}

/** Restores a store from a backup, and says what to expect of it. */
export async function runRestore(context: CommandContext, options: RestoreOptions): Promise<number> {
  const desk = createDesk({ ...deskBasics(context), storePath: options.store })
  try {
    const restored = await tellingMaintenance(options.store, () => desk.maintenance.restoreFrom(options.from))
    if (options.json) {
      context.out(JSON.stringify(restored))
      return exitCodes.done
    }
    const { aside, events, lastAt, lostEvents, wasAnother } = restored
    context.out(`${options.store} is restored: ${String(events)} events, the last of ${lastAt ?? 'never'}.`)
    if (aside !== null) context.note(`What was there is set aside as ${aside}.`)
    if (wasAnother) {
      context.note(
        'It was another store: the backup has other operators, other keys and a history of its own. If that is not what you meant, put what was set aside back.',
      )
    }
    context.note(
      'Passwords, operators and settings are those of that time; a password changed since is not in it. The next sign-in puts the restore into the audit.',
    )
    if (lostEvents > 0) {
      context.note(
        `The anchors know of ${String(lostEvents)} events after it. From now on, audit verify calls that a rollback, and it is one: keep what was set aside, which has them.`,
      )
    }
    return exitCodes.done
  } finally {
    await desk.close()
  }
}
