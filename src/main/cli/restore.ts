import { createDesk, type Desk } from '../desk.ts'
import { Problem } from '../../shared/model/problems.ts'
import {
  CommandError,
  deskBasics,
  exitCodes,
  type CommandContext,
  type CommandDefinition,
} from './command.ts'
import { givenOperator, tellingMaintenance } from './maintenance-messages.ts'

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
    const restored = await tellingMaintenance(options.store, () =>
      desk.maintenance.restoreBeside(options.from, givenOperator(context)).catch(asWrongOperator),
    )
    if (options.json) {
      context.out(JSON.stringify(restored))
      return exitCodes.done
    }
    const { aside, events, lastAt, lostEvents, wasAnother, rows } = restored
    context.out(`${options.store} is restored: ${String(events)} events, the last of ${lastAt ?? 'never'}.`)
    context.note(rowTexts[rows])
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

type RestoredRows = Awaited<ReturnType<Desk['maintenance']['restoreBeside']>>['rows']

const rowTexts: Record<RestoredRows, string> = {
  checked: 'Rows that steer behaviour (backends, applications, settings) hold by the keys of its operator.',
  'not-checked':
    'Rows that steer behaviour (backends, applications, settings) were not checked, which needs an operator of the backup: run doctor with LATCHKEY_OPERATOR and LATCHKEY_PASSWORD before you rely on them.',
  older:
    'Rows that steer behaviour (backends, applications, settings) were not checked: the backup is of an older version. Open it once, then run doctor with LATCHKEY_OPERATOR and LATCHKEY_PASSWORD.',
}

/** Who opened the store that is there may not have opened the backup: its passwords are those of another time. */
function asWrongOperator(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'WRONG_PASSWORD') throw error
  throw new CommandError(
    'The backup has no operator of that name with that password: those of the time when it was made count. Nothing was changed. Without LATCHKEY_OPERATOR and LATCHKEY_PASSWORD it is restored and its rows are not checked.',
  )
}
