import type { Command } from 'commander'
import { passwordFindings, type PasswordFinding } from '../../shared/model/password-findings.ts'
import { csvRow } from '../audit/csv.ts'
import { countFindings, noFindings, type AccountFindings, type FindingCounts } from '../audit/findings.ts'
import type { OpenFindings } from '../audit/open-findings.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { openForeignFindings } from './foreign-findings.ts'
import { openNewPrivateFile } from './new-private-file.ts'

const formats = ['text', 'json', 'csv'] as const

/** Says which store's findings are printed, how, where to, and which of them make the command end with 1. */
export interface AuditFindingsOptions {
  store: string
  format: string
  json?: boolean
  out?: string
  failOn?: string
}

/** Adds `audit findings` to the command `audit`. */
export function defineAuditFindings(audit: Command, ...[context, ends]: DefinitionRest): void {
  audit
    .command('findings')
    .description('list default, reused, weak and stale passwords without reading one; needs no password')
    .option('--store <file>', 'the store, or an auditor’s copy of one', context.defaultStore)
    .option('--format <format>', formats.join(', '), 'text')
    .option('--json', 'the same as --format json', false)
    .option('--out <file>', 'write to a new file that only you may read')
    .option('--fail-on <findings>', `end with 1 where one is found: ${passwordFindings.join(',')}`)
    .action((options: AuditFindingsOptions) => ends(runAuditFindings(context, options)))
}

type DefinitionRest = Parameters<CommandDefinition> extends [unknown, ...infer Rest] ? Rest : never

/** Prints the findings of a store, one row an account that has any or is not judged; gives the exit code. */
export function runAuditFindings(context: CommandContext, options: AuditFindingsOptions): number {
  const format = options.json === true ? 'json' : formats.find((name) => name === options.format)
  if (format === undefined) throw new CommandError(`--format takes one of: ${formats.join(', ')}.`)
  const failing = failOn(options.failOn)
  const findings = openForeignFindings(options.store)
  try {
    const file = options.out === undefined ? null : openNewPrivateFile(options.out)
    try {
      const write =
        file === null
          ? context.out
          : (line: string) => {
              file.write(`${line}\n`)
            }
      const counts = writers[format](findings, Date.now(), write)
      file?.keep()
      if (options.out !== undefined) context.note(`Written to ${options.out}.`)
      return failing.some((name) => counts[name] > 0) ? exitCodes.negative : exitCodes.done
    } finally {
      file?.close()
    }
  } finally {
    findings.close()
  }
}

function failOn(given: string | undefined): PasswordFinding[] {
  if (given === undefined) return []
  return given.split(',').map((text) => {
    const finding = passwordFindings.find((name) => name === text.trim())
    if (finding === undefined) {
      throw new CommandError(`--fail-on takes a list of: ${passwordFindings.join(', ')}.`)
    }
    return finding
  })
}

type Writer = (findings: OpenFindings, now: number, write: (line: string) => void) => FindingCounts

const writers: Record<(typeof formats)[number], Writer> = { text: writeText, json: writeJson, csv: writeCsv }

function listed(findings: OpenFindings, now: number, each: (row: AccountFindings) => void): FindingCounts {
  const counts = noFindings()
  for (const row of findings.all(now)) {
    countFindings(counts, row)
    if (row.findings.length > 0 || !row.judged) each(row)
  }
  return counts
}

function writeText(...[findings, now, write]: Parameters<Writer>): FindingCounts {
  const counts = listed(findings, now, (row) => {
    const where = row.application === null ? row.backend : `${row.backend} / ${row.application}`
    const found = row.findings.map((finding) => describe(finding, row, now))
    if (!row.judged) found.push('not judged')
    write(
      `${row.kind}  ${printable(where)}  ${printable(row.account)} (${printable(row.userID)})  ${found.join('; ')}`,
    )
  })
  const { accounts, notJudged } = counts
  const sums = passwordFindings.map((finding) => `${finding} ${String(counts[finding])}`)
  write(`Accounts: ${String(accounts)}. Found: ${sums.join(', ')}. Not judged: ${String(notJudged)}.`)
  return counts
}

function writeJson(...[findings, now, write]: Parameters<Writer>): FindingCounts {
  const readAt = new Date(now).toISOString()
  write(`{"storeId":${JSON.stringify(findings.storeId)},"readAt":"${readAt}","rows":[`)
  let separator = ''
  const counts = listed(findings, now, (row) => {
    write(`${separator}${JSON.stringify(row)}`)
    separator = ','
  })
  write(`],"counts":${JSON.stringify(counts)}}`)
  return counts
}

function writeCsv(...[findings, now, write]: Parameters<Writer>): FindingCounts {
  write(
    'kind,backend,application,userID,account,passwordChangedAt,default,reusedBy,reuseGroup,weak,score,stale,judged',
  )
  return listed(findings, now, (row) => {
    const has = (finding: PasswordFinding): boolean => row.findings.includes(finding)
    const who = [row.kind, row.backend, row.application, row.userID, row.account, row.passwordChangedAt]
    const found = [
      row.defaultKind,
      row.reusedBy,
      row.reuseGroup,
      has('weak'),
      row.score,
      has('stale'),
      row.judged,
    ]
    write(csvRow([...who, ...found]))
  })
}

const day = 24 * 60 * 60 * 1000

function describe(finding: PasswordFinding, row: AccountFindings, now: number): string {
  switch (finding) {
    case 'default':
      return `default (${row.defaultKind ?? ''})`
    case 'reused':
      return `reused (by ${String(row.reusedBy)} more, group ${String(row.reuseGroup)})`
    case 'weak':
      return `weak (score ${String(row.score)})`
    case 'stale':
      return `stale (${String(Math.floor((now - Date.parse(row.passwordChangedAt ?? '')) / day))} days)`
  }
}

/** Shows what could steer a terminal as its JSON escape: names come from outside. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, (character) =>
    JSON.stringify(character)
      .slice(1, -1)
      .replace(/^\p{C}$/u, '\uFFFD'),
  )
}
