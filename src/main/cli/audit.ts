import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AuditReport } from '../../shared/contract/audit.ts'
import { anchorPath, readAnchors } from '../audit/anchors.ts'
import { verifyAudit } from '../audit/verify.ts'
import { openAuditReader, type AuditReader } from '../store/reader.ts'
import { StoreError } from '../store/store-error.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { storeMessage } from './store-message.ts'

/** Gives the exit code of each verdict of `audit verify`. */
const verdictCodes: Record<AuditReport['verdict'], number> = {
  verified: 0,
  tampered: 1,
  consistent: 3,
  unreadable: 4,
}

/** Adds `audit verify` and `audit public-key`. */
export const defineAudit: CommandDefinition = (program, context, ends) => {
  const audit = program.command('audit').description('check a store’s audit, offline and without a password')
  audit
    .command('verify')
    .description('recompute the chain; exit 0 verified, 1 tampered, 2 usage, 3 consistent only, 4 unreadable')
    .option('--store <file>', 'the store', context.defaultStore)
    .option('--public-key <file>', 'the checkpoint key (PEM), kept outside the store')
    .option('--anchors <file>', 'the anchors, if not beside the store')
    .option('--json', 'print the report as JSON', false)
    .action((options: { store: string; publicKey?: string; anchors?: string; json: boolean }) =>
      ends(runAuditVerify(context, options)),
    )
  audit
    .command('public-key')
    .description('print the public half of the checkpoint key (PEM)')
    .option('--store <file>', 'the store', context.defaultStore)
    .action((options: { store: string }) => ends(runAuditPublicKey(context, options)))
}

/** Verifies a store's audit offline, read-only and without a password; gives the exit code of its verdict. */
export function runAuditVerify(
  context: CommandContext,
  options: { store: string; publicKey?: string; anchors?: string; json: boolean },
): number {
  const publicKey = options.publicKey === undefined ? undefined : readPublicKey(options.publicKey)
  const reader = openReader(options.store)
  try {
    const anchors = readAnchors(options.anchors ?? anchorPath(options.store, reader.storeId))
    const report = verifyAudit(reader, { anchors, publicKey })
    if (options.json) context.out(JSON.stringify(report))
    else describe(report).forEach(context.out)
    return verdictCodes[report.verdict]
  } finally {
    reader.close()
  }
}

/** Prints the public half of the store's checkpoint key as PEM, for keeping outside the store. */
export function runAuditPublicKey(context: CommandContext, options: { store: string }): number {
  const reader = openReader(options.store)
  const der = reader.publicKey
  reader.close()
  if (der === null) throw new CommandError(`${options.store} has no checkpoint key yet.`)
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  context.out(String(key.export({ format: 'pem', type: 'spki' })).trimEnd())
  return exitCodes.done
}

function openReader(path: string): AuditReader {
  try {
    return openAuditReader(path)
  } catch (error) {
    if (!(error instanceof StoreError)) throw new CommandError(`${path} cannot be read as a store.`)
    throw new CommandError(storeMessage(path, error.problem, error.holder))
  }
}

function readPublicKey(path: string): Uint8Array {
  try {
    return createPublicKey(readFileSync(path)).export({ format: 'der', type: 'spki' })
  } catch {
    throw new CommandError(`${path} does not hold a public key (PEM).`)
  }
}

const headlines: Record<AuditReport['verdict'], string> = {
  verified: 'Verified: the chain is whole and agrees with the key and the anchor given from outside.',
  tampered: 'Tampered: the chain does not hold.',
  consistent: 'Consistent: the chain is whole, but nothing from outside proves all of it.',
  unreadable: 'Unreadable: a part of the chain could not be read.',
}

function describe(report: AuditReport): string[] {
  return [
    headlines[report.verdict],
    `Events: ${String(report.events)}. Signed checkpoints: ${String(report.checkpoints)}. Key: ${report.key}.`,
    `After the last checkpoint: ${String(report.unsignedTail)} unsigned.`,
    `Newest anchor: ${report.newestAnchorAt ?? 'none'}.`,
    ...report.bad.map((bad) => `Bad: events ${String(bad.from)} to ${String(bad.to)}: ${bad.reason}`),
  ]
}
