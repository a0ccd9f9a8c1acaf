import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { builtResources } from '../platform/resources.ts'
import { defaultStorePath } from '../store/default-store-path.ts'
import { runAuditPublicKey, runAuditVerify } from './audit.ts'
import { CommandError, exitCodes, type CommandContext } from './command.ts'
import { runDemo } from './demo.ts'
import { runDesk } from './desk.ts'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const context: CommandContext = {
  out: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
  env: process.env,
  version: manifest.version,
  resources: builtResources(import.meta.url),
  pageFolder: fileURLToPath(new URL('../renderer/', import.meta.url)),
}

const defaultStore = defaultStorePath(process.env, process.platform)

function portNumber(value: string): number {
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('not a port')
  return port
}

const program = new Command('latchkey')
  .description('The desktop back office for password operations.')
  .version(context.version)
  .exitOverride()

let exitCode: number = exitCodes.usage
const ends = async (code: number | Promise<number>): Promise<void> => {
  exitCode = await code
}

program
  .command('desk')
  .description('serve the desk to a browser on this machine; without a store it begins with the first run')
  .option('--store <file>', 'the store', defaultStore)
  .option('--port <number>', 'the port of the page; 0 takes a free one', portNumber, 0)
  .option('--built-in-port <number>', 'the port of the built-in backend; 0 takes a free one', portNumber, 0)
  .action((options: { store: string; port: number; builtInPort: number }) => ends(runDesk(context, options)))

program
  .command('demo')
  .description('change an admin password in a temporary folder, and print the requests and answers')
  .action(() => ends(runDemo(context)))

const audit = program.command('audit').description('check a store’s audit, offline and without a password')
audit
  .command('verify')
  .description('recompute the chain; exit 0 verified, 1 tampered, 2 usage, 3 consistent only, 4 unreadable')
  .option('--store <file>', 'the store', defaultStore)
  .option('--public-key <file>', 'the checkpoint key (PEM), kept outside the store')
  .option('--anchors <file>', 'the anchors, if not beside the store')
  .option('--json', 'print the report as JSON', false)
  .action((options: { store: string; publicKey?: string; anchors?: string; json: boolean }) =>
    ends(runAuditVerify(context, options)),
  )
audit
  .command('public-key')
  .description('print the public half of the checkpoint key (PEM)')
  .option('--store <file>', 'the store', defaultStore)
  .action((options: { store: string }) => ends(runAuditPublicKey(context, options)))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  else if (error instanceof CommandError) {
    context.note(error.message)
    exitCode = error.exitCode
  } else {
    context.note(error instanceof Error ? (error.stack ?? error.message) : String(error))
    exitCode = exitCodes.negative
  }
}
process.exitCode = exitCode
