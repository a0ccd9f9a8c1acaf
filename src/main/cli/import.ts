import { readFileSync } from 'node:fs'
import type { Desk } from '../desk.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { asOperator, type CommandOperator } from './operator-session.ts'

const progressFrom = 5000
const longestJudging = 10_000

/** Adds `import`: fills the directory from a document, all of it or nothing. */
export const defineImport: CommandDefinition = (program, context, ends) => {
  program
    .command('import')
    .description(
      'fill the directory from a document; prints counts, or every error as {path, message} (exit 2)',
    )
    .argument('<document>', 'the directory document (JSON)')
    .option('--store <file>', 'the store', context.defaultStore)
    .option('--json', 'print JSON, as it does anyway', false)
    .action((document: string, options: { store: string }) => ends(runImport(context, document, options)))
}

/** Imports a directory document into a store. */
export async function runImport(
  context: CommandContext,
  path: string,
  { store: storePath }: { store: string },
): Promise<number> {
  const document = readDocument(path)
  return asOperator(context, { storePath }, async (desk, operator) => {
    const code = importInto(context, desk, operator, document)
    if (code === exitCodes.done) await desk.directory.judged(longestJudging)
    return code
  })
}

/** Reads the bytes of a document; fails where there are none to read. */
export function readDocument(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new CommandError(`${path} cannot be read.`)
  }
}

/** Imports a document into an open desk and prints the counts, or every error, one JSON object a line. */
export function importInto(
  { out, note }: CommandContext,
  desk: Desk,
  operator: CommandOperator,
  document: Uint8Array,
): number {
  let tens = 0
  const result = desk.directory.importDocument(operator, document, (done, total) => {
    const reached = Math.floor((done / total) * 10)
    if (total >= progressFrom && reached > tens) note(`Imported ${String(done)} of ${String(total)}.`)
    tens = Math.max(tens, reached)
  })
  if (!result.ok) {
    for (const { path, message } of result.errors) out(JSON.stringify({ path, message }))
    note('The document has errors: nothing was imported.')
    return exitCodes.usage
  }
  for (const { path, message } of result.warnings) note(`${path}: ${message}`)
  out(JSON.stringify(result.counts))
  return exitCodes.done
}
