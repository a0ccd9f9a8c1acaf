import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDesk, type Desk } from '../desk.ts'
import { untilSignal } from '../hosts/browser/until-signal.ts'
import {
  CommandError,
  deskBasics,
  exitCodes,
  type CommandContext,
  type CommandDefinition,
} from './command.ts'
import { importInto, readDocument } from './import.ts'
import { asOperator } from './operator-session.ts'
import { portNumber } from './port-number.ts'

interface ServeOptions {
  store?: string
  port: number
  sandbox: boolean
  import?: string
  throttle: boolean
}

/** Adds `serve`: the built-in backend alone, until it is told to stop. */
export const defineServe: CommandDefinition = (program, context, ends) => {
  program
    .command('serve')
    .description('run the built-in backend alone; the first line is JSON with its url, SIGTERM ends it')
    .option('--store <file>', 'the store; its keys are opened by an operator')
    .option('--port <number>', 'the port on 127.0.0.1; 0 takes a free one', portNumber, 0)
    .option(
      '--sandbox',
      'use a throw-away store with sample people instead, and let browser pages call',
      false,
    )
    .option('--import <document>', 'fill the sandbox from a directory document instead of the sample people')
    .option('--throttle', 'slow down guessing in the sandbox too, as a store does', false)
    .action((options: ServeOptions) =>
      ends(options.sandbox ? runSandbox(context, options) : runServe(context, options)),
    )
}

/** Runs the built-in backend over a store, opened by an operator. */
export async function runServe(context: CommandContext, options: ServeOptions): Promise<number> {
  if (options.import !== undefined || options.throttle) {
    throw new CommandError('--import and --throttle go with --sandbox.')
  }
  const storePath = options.store ?? context.defaultStore
  const stopped = untilSignal()
  // Nobody enters passwords here: those that callers change are judged on the worker thread.
  const opening = { storePath, builtInPort: options.port, judgesInPlace: false }
  return asOperator(context, opening, async (desk, operator) => {
    await serve(context, desk, operator.name, stopped)
    return exitCodes.done
  })
}

/** Runs the built-in backend over a store that is gone afterwards. */
export async function runSandbox(context: CommandContext, options: ServeOptions): Promise<number> {
  if (options.store !== undefined)
    throw new CommandError('--sandbox makes a store of its own: leave --store out.')
  const document = options.import === undefined ? null : readDocument(options.import)
  const stopped = untilSignal()
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-sandbox-'))
  const desk = createDesk({
    ...deskBasics(context),
    storePath: join(folder, 'store', 'sandbox.latchkey'),
    builtInPort: options.port,
    builtInStarts: 'when-asked',
    allowBrowserCallers: true,
    throttle: options.throttle,
  })
  try {
    const operator = desk.startSandbox()
    if (document === null) desk.directory.loadSample(operator)
    else {
      const code = importInto({ ...context, out: context.note }, desk, operator, document)
      if (code !== exitCodes.done) return code
    }
    await serve(context, desk, operator.name, stopped)
    return exitCodes.done
  } finally {
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function serve(
  { out }: CommandContext,
  desk: Desk,
  by: string,
  stopped: Promise<unknown>,
): Promise<void> {
  const { url, failure } = await desk.builtIn.start(by)
  if (url === null) throw new CommandError(`The built-in backend does not start: ${failure ?? ''}`)
  out(JSON.stringify({ url }))
  await stopped
}
