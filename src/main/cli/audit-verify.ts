import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { AuditReport } from '../../shared/contract/audit.ts'
import { verifyFile } from '../audit/verify-file.ts'
import { createDesk, type Desk } from '../desk.ts'
import { CommandError, deskBasics, type CommandContext, type CommandDefinition } from './command.ts'
import { nextSteps } from './next-steps.ts'
import { anchorsFor, asCommandError } from './open-audit.ts'
import { printable } from './printable.ts'

/** Gives the exit code of each verdict of `audit verify`. */
const verdictCodes: Record<AuditReport['verdict'], number> = {
  verified: 0,
  tampered: 1,
  consistent: 3,
  unreadable: 4,
}

/** Carries the options of `audit verify`. */
export interface AuditVerifyOptions {
  store: string
  publicKey?: string
  anchors?: string
  format: string
  json: boolean
}

/** Adds `audit verify`. */
export function defineAuditVerify(
  audit: Command,
  context: CommandContext,
  ends: Parameters<CommandDefinition>[2],
): void {
  audit
    .command('verify')
    .description('recompute the chain; exit 0 verified, 1 tampered, 2 usage, 3 consistent only, 4 unreadable')
    .option('--store <file>', 'the store, or an auditor’s copy of one', context.defaultStore)
    .option('--public-key <file>', 'the checkpoint key (PEM), kept outside the store')
    .option('--anchors <file>', 'the anchors, if not beside the store')
    .option('--format <format>', 'text, json', 'text')
    .option('--json', 'the same as --format json', false)
    .action((options: AuditVerifyOptions) => ends(runAuditVerify(context, options)))
}

/**
 * Verifies a store's audit offline, read-only and without a password; with `LATCHKEY_OPERATOR` and
 * `LATCHKEY_PASSWORD` the rows that carry a MAC are checked as well. Gives the exit code of the verdict.
 */
export async function runAuditVerify(context: CommandContext, options: AuditVerifyOptions): Promise<number> {
  if (options.format !== 'text' && options.format !== 'json') {
    throw new CommandError('--format takes one of: text, json.')
  }
  const { report, checkedBy } = await verifyStore(context, options)
  if (options.json || options.format === 'json') context.out(JSON.stringify(report))
  else describe(report, checkedBy).forEach(context.out)
  return verdictCodes[report.verdict]
}

type VerifiedBeside = Exclude<Awaited<ReturnType<Desk['audit']['verifyBeside']>>, 'wrong-password'>

/** Carries what a verification found, and with whose keys rows were checked; null for a copy, which has none. */
interface VerifiedStore {
  report: AuditReport
  checkedBy: VerifiedBeside['checkedBy'] | 'nobody'
}

/** Verifies a store's audit as `audit verify` does; ends the command with 2 where it cannot be read. */
export async function verifyStore(
  context: CommandContext,
  options: Pick<AuditVerifyOptions, 'store' | 'publicKey' | 'anchors'>,
): Promise<VerifiedStore> {
  const publicKey = options.publicKey === undefined ? undefined : readPublicKey(options.publicKey)
  const anchors = anchorsFor(options.store, options.anchors)
  const task = { path: options.store, options: { anchors, publicKey, now: Date.now() } }
  const operator = givenOperator(context)
  try {
    if (operator === null) {
      const report = await verifyFile(task, { worker: context.resources.auditWorker, rowMac: null })
      return { report, checkedBy: 'nobody' }
    }
    const desk = createDesk({ storePath: options.store, ...deskBasics(context) })
    try {
      const verified = await desk.audit.verifyBeside(task, operator)
      if (verified === 'wrong-password') throw new CommandError('The operator’s name or password is wrong.')
      return verified
    } finally {
      await desk.close()
    }
  } catch (error) {
    throw unfinished(asCommandError(options.store, error))
  }
}

/** Ends the command with 2 where a verification failed for a reason of its own: 1 would say that the chain does not hold. */
function unfinished(error: unknown): CommandError {
  if (error instanceof CommandError) return error
  const why = error instanceof Error ? error.message : String(error)
  return new CommandError(`The verification did not come to an end, and says nothing of the chain: ${why}`)
}

function givenOperator({ env }: CommandContext): { name: string; password: string } | null {
  const name = env['LATCHKEY_OPERATOR'] ?? ''
  const password = env['LATCHKEY_PASSWORD'] ?? ''
  return name === '' || password === '' ? null : { name, password }
}

function readPublicKey(path: string): Uint8Array {
  let pem: Buffer
  try {
    pem = readFileSync(path)
  } catch {
    throw new CommandError(`The public key cannot be read: ${resolve(path)}`)
  }
  try {
    const key = createPublicKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key.export({ format: 'der', type: 'spki' })
  } catch {
    // What is no key, and what is one of another kind, is told in the same words.
  }
  throw new CommandError(`${path} does not hold a public key for Ed25519 (PEM).`)
}

const headlines: Record<AuditReport['verdict'], string> = {
  verified:
    'Verified: the chain is whole, agrees with the key given from outside, and ends where its newest anchor does.',
  tampered: 'Tampered: the chain does not hold.',
  consistent: 'Consistent: the chain is whole, but nothing from outside proves all of it.',
  unreadable: 'Unreadable: a part of the chain could not be read.',
}

function describe(report: AuditReport, checkedBy: VerifiedStore['checkedBy']): string[] {
  const {
    bad,
    unproven,
    structure,
    badRows,
    tail,
    unsignedTail,
    newestAnchorAt,
    newestAnchorAgeMs: age,
  } = report
  const anchor = newestAnchorAt === null ? 'none' : `${printable(newestAnchorAt)}, ${ageText(age ?? 0)} ago`
  return [
    headlines[report.verdict],
    `Events: ${String(report.events)}. Signed checkpoints: ${String(report.checkpoints)}. Key: ${report.key}.`,
    ...rowChecks(report, checkedBy),
    `Newest anchor: ${anchor}.`,
    `After the last checkpoint: ${String(unsignedTail)} unsigned.`,
    ...tail.map(({ seq, at, actor, action, target }) =>
      ['Unsigned:', seq, at, actor, action, target].map(printable).join('  '),
    ),
    ...(unsignedTail > tail.length ? [`Unsigned: and ${String(unsignedTail - tail.length)} more`] : []),
    ...structure.map(({ object, fault }) => `Bad: ${printable(object)}: ${fault}`),
    ...bad.map(({ from, to, reason }) => `Bad: events ${String(from)} to ${String(to)}: ${reason}`),
    ...unproven.map(
      ({ from, to }) => `Unproven: events ${String(from)} to ${String(to)}: no signature reaches them`,
    ),
    ...badRows.map(({ table, row, fault }) => `Bad: ${table} / ${printable(row)}: ${fault}`),
    ...nextSteps(report),
  ]
}

/** Says which rows were checked and with whose keys, and what those keys could not tell. */
function rowChecks({ key }: AuditReport, by: VerifiedStore['checkedBy']): string[] {
  const rows = 'Rows that steer behaviour (backends, applications, settings)'
  if (by === 'nobody')
    return [
      `${rows}: not checked, which needs LATCHKEY_OPERATOR and LATCHKEY_PASSWORD, and the store itself.`,
    ]
  if (by === null) return [`${rows}: not checked: an auditor’s copy has none, and no operators.`]
  const checked = `${rows}: checked with the keys of ${printable(by.name)} (${by.role}).`
  if (by.role !== 'auditor' || key === 'outside') return [checked]
  return [
    checked,
    'Key for checkpoints: not checked, because an auditor’s keys do not tell whether the file names the right one.',
  ]
}

const minute = 60_000
const units: [string, number][] = [
  ['days', 24 * 60 * minute],
  ['hours', 60 * minute],
  ['minutes', minute],
]

function ageText(age: number): string {
  const [name, length] = units.find(([, size]) => age >= 2 * size) ?? ['seconds', 1000]
  return `${String(Math.max(0, Math.floor(age / length)))} ${name}`
}
