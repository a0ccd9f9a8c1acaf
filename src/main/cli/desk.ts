import { createDesk } from '../desk.ts'
import { systemClock } from '../platform/system-clock.ts'
import { createSystemRandom } from '../platform/system-random.ts'
import { systemBrowser } from '../hosts/browser/system-browser.ts'
import { untilSignal } from '../hosts/browser/until-signal.ts'
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
    if (store.state === 'unavailable')
      throw new CommandError(storeMessage(store.path, store.problem, store.holder))
    // Taken in here: the other commands do without the page, and start quicker.
    const [{ startBrowserHost }, { createHandler }, { createPageFiles }, { createRouter }] =
      await Promise.all([
        import('../hosts/browser/browser-host.ts'),
        import('../rpc/handler.ts'),
        import('../rpc/page-files.ts'),
        import('../rpc/router.ts'),
      ])
    const host = await startBrowserHost({
      handler: createHandler({
        router: createRouter(desk),
        context: (caller) => ({ caller, door: 'browser' as const }),
        pageFiles: createPageFiles(context.pageFolder),
        report,
      }),
      port: options.port,
      print: context.note,
      clock: systemClock,
      random: createSystemRandom(systemClock),
      openBrowser: systemBrowser(process.platform, process.env),
      enter: process.stdin.isTTY ? process.stdin : undefined,
    }).catch(sayPortTaken(options.port))
    await untilSignal()
    await host.close()
    return exitCodes.done
  } finally {
    await desk.close()
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
