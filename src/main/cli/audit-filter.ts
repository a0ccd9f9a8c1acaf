import type { Command } from 'commander'
import type { EventFilter } from '../store/audit/reader.ts'
import { CommandError } from './command.ts'

/** Carries the options that say which events are wanted. */
export interface FilterOptions {
  from?: string
  to?: string
  actor?: string
  action?: string
  target?: string
}

/** Adds to a command the options that say which events are wanted. */
export function withFilter(command: Command): Command {
  return command
    .option('--from <time>', 'from this day or time on (UTC)')
    .option('--to <time>', 'to the end of this day, or before this time (UTC)')
    .option('--actor <name>', 'by this operator')
    .option('--action <action>', 'of this action, such as operator.signed-in')
    .option('--target <part>', 'whose target has this part')
}

/** Reads the filter from a command's options; ends the command with 2 where a time is none. */
export function readFilter({ from, to, actor, action, target }: FilterOptions): EventFilter {
  return {
    actor,
    action,
    target,
    from: from === undefined ? undefined : time('--from', from, 0),
    to: to === undefined ? undefined : time('--to', to, dayMs),
  }
}

const dayMs = 24 * 60 * 60 * 1000

function time(option: string, given: string, dayAdds: number): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given)
  const isTime = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})?$/.test(given)
  const text = isDay || /(Z|[+-]\d{2}:\d{2})$/.test(given) ? given : `${given}Z`
  const read = isDay || isTime ? Date.parse(text) : NaN
  if (Number.isNaN(read))
    throw new CommandError(`${option} takes a day (2026-01-31) or a time (2026-01-31T12:00:00Z).`)
  return new Date(read + (isDay ? dayAdds : 0)).toISOString()
}
