import { exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { openNewPrivateFile } from './new-private-file.ts'
import { asOperator } from './operator-session.ts'

/** Adds `export`: writes the directory as a document without any secret. */
export const defineExport: CommandDefinition = (program, context, ends) => {
  program
    .command('export')
    .description(
      'write the directory as a document, without any password, code, token, signature or key; prints the file and counts',
    )
    .option('--store <file>', 'the store', context.defaultStore)
    .requiredOption('--to <document>', 'a new file, which only its owner may read')
    .option('--json', 'print JSON, as it does anyway', false)
    .action((options: { store: string; to: string }) => ends(runExport(context, options)))
}

/** Exports the directory of a store into a new file. */
export async function runExport(
  context: CommandContext,
  { store: storePath, to }: { store: string; to: string },
): Promise<number> {
  return asOperator(context, { storePath }, (desk, operator) => {
    const file = openNewPrivateFile(to)
    try {
      const pieces = desk.directory.exportDocument(operator)
      let piece = pieces.next()
      for (; piece.done !== true; piece = pieces.next()) file.write(piece.value)
      file.keep()
      context.out(JSON.stringify({ file: to, ...piece.value }))
    } finally {
      file.close()
    }
    context.note(`${to} is written.`)
    return Promise.resolve(exitCodes.done)
  })
}
