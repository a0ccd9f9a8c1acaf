import { createPublicKey } from 'node:crypto'
import { defineAuditCopy } from './audit-copy.ts'
import { defineAuditExport } from './audit-export.ts'
import { defineAuditFindings } from './audit-findings.ts'
import { defineAuditList } from './audit-list.ts'
import { defineAuditReport } from './audit-report.ts'
import { defineAuditVerify } from './audit-verify.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { withAudit } from './open-audit.ts'

/** Adds `audit` with everything that reads a store's audit offline. */
export const defineAudit: CommandDefinition = (program, context, ends) => {
  const audit = program.command('audit').description('check a store’s audit, offline and without a password')
  defineAuditVerify(audit, context, ends)
  defineAuditList(audit, context, ends)
  defineAuditFindings(audit, context, ends)
  defineAuditReport(audit, context, ends)
  defineAuditExport(audit, context, ends)
  defineAuditCopy(audit, context, ends)
  audit
    .command('public-key')
    .description('print the public half of the checkpoint key (PEM)')
    .option('--store <file>', 'the store, or an auditor’s copy of one', context.defaultStore)
    .action((options: { store: string }) => ends(runAuditPublicKey(context, options)))
}

/** Prints the public half of the store's checkpoint key as PEM, for keeping outside the store. */
export function runAuditPublicKey(context: CommandContext, options: { store: string }): number {
  const der = withAudit(options.store, (reader) => reader.publicKey)
  if (der === null) throw new CommandError(`${options.store} has no checkpoint key yet.`)
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  context.out(String(key.export({ format: 'pem', type: 'spki' })).trimEnd())
  return exitCodes.done
}
