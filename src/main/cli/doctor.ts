import type { DoctorLine } from '../../shared/model/doctor.ts'
import { createDesk } from '../desk.ts'
import { deskBasics, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { doctorText } from './doctor-texts.ts'
import { givenOperator, tellingMaintenance } from './maintenance-messages.ts'

interface DoctorOptions {
  store: string
  json: boolean
}

/** Adds `doctor`: examines a store, and changes nothing. */
export const defineDoctor: CommandDefinition = (program, context, ends) => {
  program
    .command('doctor')
    .description('examine a store without changing it; exit 0 all well, 1 something to mend, 2 unreadable')
    .option('--store <file>', 'the store', context.defaultStore)
    .option('--json', 'print the lines as JSON', false)
    .action((options: DoctorOptions) => ends(runDoctor(context, options)))
}

/** Examines a store beside whoever holds it; keys are looked at where the environment gives an operator. */
export async function runDoctor(context: CommandContext, options: DoctorOptions): Promise<number> {
  const desk = createDesk({ ...deskBasics(context), storePath: options.store })
  try {
    const lines = await tellingMaintenance(options.store, () =>
      desk.maintenance.doctorBeside(givenOperator(context)),
    )
    if (options.json) context.out(JSON.stringify(lines))
    else lines.map(line).forEach(context.out)
    return exitCodeOf(lines)
  } finally {
    await desk.close()
  }
}

const marks: Record<DoctorLine['state'], string> = { well: 'ok  ', failing: 'FAIL', 'not-checked': '-   ' }

function line(found: DoctorLine): string {
  return `${marks[found.state]}  ${doctorText(found)}`
}

function exitCodeOf(lines: readonly DoctorLine[]): number {
  const failing = lines.filter(({ state }) => state === 'failing')
  if (failing.some(({ check }) => check === 'header')) return exitCodes.usage
  return failing.length === 0 ? exitCodes.done : exitCodes.negative
}
