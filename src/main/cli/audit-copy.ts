import type { Command } from 'commander'
import { AuditCopyError, copyForAuditor } from '../audit/copy-for-auditor.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { anchorsFor, readingStore } from './open-audit.ts'

/** Carries the options of `audit copy`. */
export interface AuditCopyOptions {
  store: string
  to: string
  anchors?: string
}

/** Adds `audit copy`. */
export function defineAuditCopy(
  audit: Command,
  context: CommandContext,
  ends: Parameters<CommandDefinition>[2],
): void {
  audit
    .command('copy')
    .description(
      'make what an auditor takes away: the audit, anchors, public key and findings, and no secret',
    )
    .option('--store <file>', 'the store', context.defaultStore)
    .requiredOption('--to <file>', 'a new file, which only you may read')
    .option('--anchors <file>', 'the anchors, if not beside the store')
    .action((options: AuditCopyOptions) => ends(runAuditCopy(context, options)))
}

/** Makes an auditor's copy of a store; says on standard error what its chain looks like. */
export function runAuditCopy(context: CommandContext, { store, to, anchors }: AuditCopyOptions): number {
  const report = readingStore(store, () => {
    try {
      return copyForAuditor({ from: store, to, anchors: anchorsFor(store, anchors), now: Date.now() })
    } catch (error) {
      if (error instanceof AuditCopyError) throw new CommandError(messages[error.why](to))
      throw error
    }
  })
  const { verdict, events } = report
  context.note(`${to} is written: ${String(events)} events. Its chain is ${verdict}, as the store’s is.`)
  return exitCodes.done
}

const messages: Record<AuditCopyError['why'], (to: string) => string> = {
  'there-already': (to) => `${to} is there already. Nothing was done.`,
  'not-writable': (to) => `${to} cannot be made: the system refuses. Nothing was done.`,
  differs: (to) =>
    `${to} was not made: the store’s audit cannot be copied exactly. Keep the store’s file itself.`,
}
