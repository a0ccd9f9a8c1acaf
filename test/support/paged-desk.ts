import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDesk, type Desk } from '../../src/main/desk.ts'
import { startBrowserHost } from '../../src/main/hosts/browser/browser-host.ts'
import { systemClock } from '../../src/main/platform/system-clock.ts'
import { createSystemRandom } from '../../src/main/platform/system-random.ts'
import { createHandler } from '../../src/main/rpc/handler.ts'
import { createPageFiles } from '../../src/main/rpc/page-files.ts'
import { createRouter } from '../../src/main/rpc/router.ts'
import { sourceResources } from './source-resources.ts'

/** Carries a desk in this process behind its browser host, which lets in as many pages as are asked for. */
export interface PagedDesk {
  readonly desk: Desk
  /** Gives a link that leads a browser in, once. */
  newLink(): string
  stop(): Promise<void>
}

/** Starts a desk over the store inside `folder`, with the built page. */
export async function startPagedDesk(folder: string): Promise<PagedDesk> {
  const desk = createDesk({
    storePath: join(folder, 'store', 'desk.latchkey'),
    door: 'browser',
    version: '0',
    resources: sourceResources,
  })
  await desk.start()
  const host = await startBrowserHost({
    handler: createHandler({
      router: createRouter(desk),
      context: (caller) => ({ caller, door: 'browser' as const }),
      pageFiles: createPageFiles(fileURLToPath(new URL('../../out/renderer/', import.meta.url))),
    }),
    print: () => undefined,
    clock: systemClock,
    random: createSystemRandom(systemClock),
  })
  return {
    desk,
    newLink: host.newLink,
    async stop() {
      await host.close()
      await desk.close()
    },
  }
}
