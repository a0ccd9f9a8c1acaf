import type { Command } from 'commander'
import { eventFormats, eventHeaders, eventLine } from '../audit/event-text.ts'
import { readFilter, withFilter, type FilterOptions } from './audit-filter.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { openNewPrivateFile } from './new-private-file.ts'
import { withAudit } from './open-audit.ts'

/** Carries the options of `audit export`. */
export interface AuditExportOptions extends FilterOptions {
  store: string
  format: string
  out?: string
}

/** Adds `audit export`. */
export function defineAuditExport(
  audit: Command,
  context: CommandContext,
  ends: Parameters<CommandDefinition>[2],
): void {
  const command = audit
    .command('export')
    .description('write events, oldest first, as CSV or JSON Lines, offline and without a password')
    .option('--store <file>', 'the store, or an auditor’s copy of one', context.defaultStore)
  withFilter(command)
    .option('--format <format>', 'csv, or json: one object a line', 'csv')
    .option('--out <file>', 'write to a new file that only you may read')
    .action((options: AuditExportOptions) => ends(runAuditExport(context, options)))
}

/** Writes events to a new private file or to standard output, one after another; never holds all of them. */
export function runAuditExport(context: CommandContext, options: AuditExportOptions): number {
  const asked = options.format === 'jsonl' ? 'json' : options.format
  const format = eventFormats.find((name) => name === asked)
  if (format === undefined) throw new CommandError(`--format takes one of: ${eventFormats.join(', ')}.`)
  const filter = readFilter(options)
  withAudit(options.store, (reader) => {
    const file = options.out === undefined ? null : openNewPrivateFile(options.out)
    try {
      const write = file === null ? context.out : (line: string) => file.write(`${line}\n`)
      const header = eventHeaders[format]
      if (header !== null) write(header)
      for (const event of reader.events(filter, { newestFirst: false })) write(eventLine(event, format))
      file?.keep()
    } finally {
      file?.close()
    }
  })
  if (options.out !== undefined) context.note(`Written to ${options.out}.`)
  return exitCodes.done
}
