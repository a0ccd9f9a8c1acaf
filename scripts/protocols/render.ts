import { format, resolveConfig } from 'prettier'
import { calls } from '../../src/main/systems/calls.ts'
import type { Callable } from '../../src/main/systems/callable.ts'
import { contradictions } from '../../src/shared/model/contradictions.ts'
import { operations, systems, type Operation, type System } from '../../src/shared/model/systems.ts'
import { operationAnswers } from './answers.ts'
import { decisionsOf } from './decisions.ts'
import { requestLines, stopsOf } from './requests.ts'
import { samples } from './samples.ts'
import { decisionsOfService } from './service-decisions.ts'

const intro = `# Protocols

Written by \`npm run protocols\` from the tables that the code itself uses; a test fails where this file is not current.

For each operation: what the client sends (secrets masked), what stops it before a byte leaves, what the built-in backend
answers, in the order in which it checks, and how the client reads an answer. What no document says is **ours**: a decision
that stands in the tables of each system, \`wire.ts\` and \`service-decisions.ts\` in \`src/main/systems/<system>\`.

What holds for all of them: one request is sent once, and no redirect is followed. HTTP 200, and 4xx with a documented
refusal, are read by the tables below; a success under 4xx, 3xx, 5xx, anything that is not strict JSON, and an envelope
that contradicts itself leave open what happened: \`unknown\`. A base URL is absolute, without user name, query and
fragment, and http:// beyond this machine needs consent.
`

/** Writes the whole page about the protocols, formatted as every file of the project is. */
export async function renderProtocols(): Promise<string> {
  const text = [intro, ...systems.map(systemSection)].join('\n')
  return format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' })
}

function systemSection(system: System): string {
  const own = operations.filter((operation) => operation.startsWith(`${system}.`))
  return [
    `## ${system}\n`,
    '### Decisions of ours\n',
    table(
      ['in the code', 'value', 'what it decides'],
      decisionsOf(system).map(({ name, value, why }) => [code(name), code(value), why]),
    ),
    '### Where the documents contradict each other\n',
    ...contradictions.filter((one) => one.system === system).map(contradictionText),
    ...own.map(operationSection),
  ].join('\n')
}

function contradictionText({ id, readings, decision }: (typeof contradictions)[number]): string {
  const lines = readings.map(({ document, section, says }) => `- ${document}, ${section}: ${says}`)
  return [`**${id}**\n`, ...lines, `- **Ours:** ${decision}`, ''].join('\n')
}

function operationSection(operation: Operation): string {
  const callable = calls[operation]
  return [
    `### ${operation}\n`,
    ...sentText(operation, callable),
    ...serviceText(operation),
    ...answerText(operation),
  ].join('\n')
}

function sentText(operation: Operation, callable: Callable): string[] {
  const sample = samples[operation]
  const { params, credentials, methods } = callable
  return [
    `Parameters: ${names(params)}. Credentials: ${names(credentials)}. Sent by ${methods.join(', or by ')}.\n`,
    ...methods.map((method) => fenced('http', requestLines(callable, sample, method))),
    'What stops it before a byte leaves:\n',
    table(
      ['reason', 'document', 'rule'],
      stopsOf(callable, sample).map(({ reason, rule }) => [
        code(reason),
        rule.document === 'Latchkey' ? '**ours**' : `${rule.document}, ${rule.section}`,
        rule.rule,
      ]),
    ),
  ]
}

function serviceText(operation: Operation): string[] {
  const { accepts, decided } = decisionsOfService[operation]
  const list = (lines: readonly string[]): string => [...lines.map((line) => `- ${line}`), ''].join('\n')
  return [
    '#### What the service accepts\n',
    list(accepts),
    '#### Our decisions\n',
    list(decided),
    '#### Answers\n',
  ]
}

function answerText(operation: Operation): string[] {
  const { success, failures, otherwise } = operationAnswers[operation]
  return [
    'Done is answered:\n',
    fenced('json', [success]),
    'Not done is answered, and read:\n',
    table(
      ['code', 'text', 'read as', ''],
      failures.map(({ code: number, text, reason, isOurs }) => [
        number,
        code(text),
        reason === null ? '`unknown`' : code(reason),
        isOurs ? '**ours**' : '',
      ]),
    ),
    `Another text: ${otherwise
      .map(({ code: number, reason }) => `${number} is read as ${code(reason ?? 'unknown')}`)
      .join(', ')}. Another code is read as \`unknown\`.\n`,
  ]
}

function names(list: readonly string[]): string {
  return list.length === 0 ? 'none' : list.map(code).join(', ')
}

function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', String.raw`\|`)}\``
}

function fenced(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```', ''].join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n')
}
