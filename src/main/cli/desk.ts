import { createDesk, type Desk } from '../desk.ts'
import { askWayIn } from '../hosts/browser/ask-way-in.ts'
import { systemClock } from '../platform/system-clock.ts'
import { createSystemRandom } from '../platform/system-random.ts'
import type { BrowserHost } from '../hosts/browser/browser-host.ts'
import { systemBrowser } from '../hosts/browser/system-browser.ts'
import { untilSignal } from '../hosts/browser/until-signal.ts'
import { openWayIn } from '../hosts/browser/way-in.ts'
import { CommandError, exitCodes, type CommandContext, type CommandDefinition } from './command.ts'
import { portNumber } from './port-number.ts'
import { storeMessage } from './store-message.ts'

/** Adds `desk`: the browser host. */
export const defineDesk: CommandDefinition = (program, context, ends) => {
  program
    .command('desk')
    .description('serve the desk to a browser on this machine; without a store it begins with the first run')
    .option('--store <file>', 'the store', context.defaultStore)
    .option('--port <number>', 'the port of the page; 0 takes a free one', portNumber, 0)
    .option('--built-in-port <number>', 'the port of the built-in backend; 0 takes a free one', portNumber, 0)
    .action((options: { store: string; port: number; builtInPort: number }) =>
      ends(runDesk(context, options)),
    )
}

/** Serves the desk to a browser on this machine until it is told to stop; gives the exit code. */
export async function runDesk(
  context: CommandContext,
  options: { store: string; port: number; builtInPort: number },
): Promise<number> {
  const { version, resources } = context
  const { store: storePath, builtInPort } = options
  const report = (error: unknown): void => {
    context.note(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  const desk = createDesk({ storePath, door: 'browser', version, resources, builtInPort, report })
  try {
    await desk.start()
    const { store } = desk.status('')
    if (store.state === 'unavailable') {
      if (store.problem === 'held' && (await leadToHolder(context, storePath))) return exitCodes.done
      throw new CommandError(storeMessage(store.path, store.problem, store.holder))
    }
    await serveToBrowser(context, { desk, storePath, port: options.port, report })
    return exitCodes.done
  } finally {
    await desk.close()
  }
}

/** Leads in where a desk without a terminal has the store: to nobody there a link could be given otherwise. */
async function leadToHolder(context: CommandContext, storePath: string): Promise<boolean> {
  const file = await askWayIn(storePath)
  if (file === null) return false
  context.note('The desk of this store runs already. This file leads a browser in, once, within 60 seconds:')
  context.note(file)
  systemBrowser(process.platform, process.env)?.(file)
  return true
}

interface Served {
  desk: Desk
  storePath: string
  port: number
  report: (error: unknown) => void
}

async function serveToBrowser(
  context: CommandContext,
  { desk, storePath, port, report }: Served,
): Promise<void> {
  // Taken in here: the other commands do without the page, and start quicker.
  const [{ startBrowserHost }, { createHandler }, { createPageFiles }, { createRouter }] = await Promise.all([
    import('../hosts/browser/browser-host.ts'),
    import('../rpc/handler.ts'),
    import('../rpc/page-files.ts'),
    import('../rpc/router.ts'),
  ])
  const enter = process.stdin.isTTY ? process.stdin : undefined
  let host: BrowserHost | undefined
  const wayIn = enter === undefined ? await openWayIn(storePath, () => host?.newFile() ?? '') : null
  try {
    host = await startBrowserHost({
      handler: createHandler({
        router: createRouter(desk),
        context: (caller) => ({ caller, door: 'browser' as const }),
        pageFiles: createPageFiles(context.pageFolder),
        report,
      }),
      port,
      print: context.note,
      clock: systemClock,
      random: createSystemRandom(systemClock),
      openBrowser: systemBrowser(process.platform, process.env),
      enter,
      howAgain: wayIn === null ? undefined : 'Start the desk on the same store once more for a new one.',
    }).catch(sayPortTaken(port))
    await untilSignal()
    await host.close()
  } finally {
    await wayIn?.close()
  }
}

/** Makes a handler of a failed start that says so where another program has the port. */
function sayPortTaken(port: number): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error
    throw new CommandError(
      `Port ${String(port)} is in use by another program. Name another, or 0 for a free one.`,
    )
  }
}
