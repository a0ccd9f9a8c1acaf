import { existsSync } from 'node:fs'
import { createDesk, type Desk } from '../desk.ts'
import { deskBasics, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { givenOperator, tellingMaintenance } from './maintenance-messages.ts'
import { asOperator } from './operator-session.ts'

interface BackupOptions {
  store: string
  to: string
  json: boolean
}

/** Adds `backup`: copies a store, beside whoever works in it. */
export const defineBackup: CommandDefinition = (program, context, ends) => {
  program
    .command('backup')
    .description('make a checked copy of a store, beside a desk that may be at work in it')
    .option('--store <file>', 'the store', context.defaultStore)
    .requiredOption('--to <file>', 'a new file, or a folder to make one in')
    .option('--json', 'print what was made as JSON', false)
    .action((options: BackupOptions) => ends(runBackup(context, options)))
}

/**
 * Makes a backup. Where the environment gives an operator, guarded rows are checked too, and where no other desk holds
 * the store, the backup is put into the audit.
 */
export async function runBackup(context: CommandContext, options: BackupOptions): Promise<number> {
  const { store: storePath, to } = options
  const operator = givenOperator(context)
  const desk = createDesk({ ...deskBasics(context), storePath })
  try {
    if (operator !== null && existsSync(storePath) && !desk.maintenance.isHeld()) {
      return await asOperator(context, { storePath }, async (opened, by) => {
        const made = await tellingMaintenance(storePath, () => opened.maintenance.backUpTo(by, to))
        return tell(context, options, { ...made, rows: 'checked' })
      })
    }
    const made = await tellingMaintenance(storePath, () => desk.maintenance.backUpBeside(to, operator))
    return tell(context, options, made)
  } finally {
    await desk.close()
  }
}

type Made = Awaited<ReturnType<Desk['maintenance']['backUpBeside']>>

function tell({ out, note }: CommandContext, { json }: BackupOptions, made: Made): number {
  if (json) {
    out(JSON.stringify(made))
    return exitCodes.done
  }
  const { file, bytes, events, rows } = made
  out(file)
  note(`${String(bytes)} bytes, ${String(events)} events, ${rowsText[rows]}.`)
  return exitCodes.done
}

const rowsText: Record<Made['rows'], string> = {
  checked: 'guarded rows checked too',
  'not-checked': 'guarded rows not checked, which needs LATCHKEY_OPERATOR and LATCHKEY_PASSWORD',
}
