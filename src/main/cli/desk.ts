import { createDesk } from '../desk.ts'
import { systemClock } from '../platform/system-clock.ts'
import { createSystemRandom } from '../platform/system-random.ts'
import { startBrowserHost } from '../hosts/browser/browser-host.ts'
import { systemBrowser } from '../hosts/browser/system-browser.ts'
import { untilSignal } from '../hosts/browser/until-signal.ts'
import { createHandler } from '../rpc/handler.ts'
import { createPageFiles } from '../rpc/page-files.ts'
import { createRouter } from '../rpc/router.ts'
import { CommandError, exitCodes, type CommandContext } from './command.ts'
import { storeMessage } from './store-message.ts'

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
    })
    await untilSignal()
    await host.close()
    return exitCodes.done
  } finally {
    await desk.close()
  }
}
