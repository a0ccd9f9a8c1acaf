import type { Command } from 'commander'
import { reportLanguages } from '../audit/report-words.ts'
import { writeAuditReport } from '../audit/write-report.ts'
import { verifyStore } from './audit-verify.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { readingFindings } from './foreign-findings.ts'
import { openNewPrivateFile } from './new-private-file.ts'

/** Carries the options of `audit report`. */
export interface AuditReportOptions {
  store: string
  publicKey?: string
  anchors?: string
  format: string
  language: string
  out?: string
}

/** Adds `audit report`. */
export function defineAuditReport(
  audit: Command,
  context: CommandContext,
  ends: Parameters<CommandDefinition>[2],
): void {
  audit
    .command('report')
    .description(
      'write one page of HTML with the state of the chain, the activity and the passwords’ findings',
    )
    .option('--store <file>', 'the store, or an auditor’s copy of one', context.defaultStore)
    .option('--public-key <file>', 'the checkpoint key (PEM), kept outside the store')
    .option('--anchors <file>', 'the anchors, if not beside the store')
    .option('--format <format>', 'html', 'html')
    .option('--language <language>', reportLanguages.join(', '), 'en')
    .option('--out <file>', 'write to a new file that only you may read')
    .action((options: AuditReportOptions) => ends(runAuditReport(context, options)))
}

/** Writes the report to a new private file or to standard output; what the report says does not change the exit code. */
export async function runAuditReport(context: CommandContext, options: AuditReportOptions): Promise<number> {
  const language = reportLanguages.find((name) => name === options.language)
  if (language === undefined)
    throw new CommandError(`--language takes one of: ${reportLanguages.join(', ')}.`)
  if (options.format !== 'html') throw new CommandError('--format takes: html.')
  const file = options.out === undefined ? null : openNewPrivateFile(options.out)
  try {
    const { report: verification } = await verifyStore(context, options)
    // The audit was read to its end by now: what cannot be read is what the file holds of accounts.
    const page = readingFindings(options.store, () =>
      writeAuditReport({
        path: options.store,
        isForeign: true,
        verification,
        language,
        now: Date.now(),
      }),
    )
    if (file === null) context.out(page.trimEnd())
    file?.write(page)
    file?.keep()
  } finally {
    file?.close()
  }
  if (options.out !== undefined) context.note(`Written to ${options.out}.`)
  return exitCodes.done
}
