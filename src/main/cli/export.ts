import { exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { openNewPrivateFile } from './new-private-file.ts'
import { asOperator } from './operator-session.ts'

/** Adds `export`: writes the directory as a document without any secret. */
export const defineExport: CommandDefinition = (program, context, ends) => {
  program
    .command('export')
    .description('write the directory as a document, without any password, code, token, signature or key')
    .option('--store <file>', 'the store', context.defaultStore)
    .requiredOption('--to <document>', 'a new file, which only its owner may read')
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
      for (const piece of desk.directory.exportDocument(operator)) file.write(piece)
      file.keep()
    } finally {
      file.close()
    }
    context.note(`${to} is written.`)
    return Promise.resolve(exitCodes.done)
  })
}
