import type { Command } from 'commander'
import { eventHeaders, eventLine } from '../audit/event-text.ts'
import type { RawEvent } from '../store/audit/reader.ts'
import { readFilter, withFilter, type FilterOptions } from './audit-filter.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { withAudit } from './open-audit.ts'
import { printable } from './printable.ts'

const formats = ['text', 'json', 'csv'] as const

/** Carries the options of `audit list`. */
export interface AuditListOptions extends FilterOptions {
  store: string
  limit: string
  format: string
  json: boolean
}

/** Adds `audit list`. */
export function defineAuditList(
  audit: Command,
  context: CommandContext,
  ends: Parameters<CommandDefinition>[2],
): void {
  const list = audit
    .command('list')
    .description('list events, newest first, offline and without a password')
    .option('--store <file>', 'the store, or an auditor’s copy of one', context.defaultStore)
  withFilter(list)
    .option('--limit <count>', 'how many at most', '50')
    .option('--format <format>', formats.join(', '), 'text')
    .option('--json', 'the same as --format json', false)
    .action((options: AuditListOptions) => ends(runAuditList(context, options)))
}

/** Prints events, newest first. */
export function runAuditList(context: CommandContext, options: AuditListOptions): number {
  const format = options.json ? 'json' : formats.find((name) => name === options.format)
  if (format === undefined) throw new CommandError(`--format takes one of: ${formats.join(', ')}.`)
  const limit = Number(options.limit)
  if (!Number.isSafeInteger(limit) || limit < 1) throw new CommandError('--limit takes a number from 1.')
  const filter = readFilter(options)
  withAudit(options.store, (reader) => {
    const events = reader.events(filter, { newestFirst: true, limit })
    if (format === 'json') {
      context.out('[')
      let held: string | null = null
      for (const event of events) {
        if (held !== null) context.out(`${held},`)
        held = eventLine(event, 'json')
      }
      if (held !== null) context.out(held)
      context.out(']')
      return
    }
    if (format === 'csv') context.out(eventHeaders.csv ?? '')
    for (const event of events) context.out(format === 'csv' ? eventLine(event, 'csv') : asText(event))
  })
  return exitCodes.done
}

function asText([seq, at, actor, action, target, result, detail]: RawEvent): string {
  return [seq, at, result, actor, action, target, detail].map(printable).join('  ')
}
