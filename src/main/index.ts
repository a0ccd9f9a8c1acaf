import { fileURLToPath } from 'node:url'
import { createDesk } from './desk.ts'
import { builtResources } from './platform/resources.ts'
import { runElectronHost } from './hosts/electron/electron-host.ts'
import { createHandler } from './rpc/handler.ts'
import { createPageFiles } from './rpc/page-files.ts'
import { createRouter } from './rpc/router.ts'
import { defaultStorePath } from './store/files/default-store-path.ts'

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

runElectronHost({
  preload: beside('../preload/index.cjs'),
  openDesk(version, clipboard) {
    const desk = createDesk({
      storePath: process.env['LATCHKEY_STORE'] ?? defaultStorePath(process.env, process.platform),
      door: 'window',
      resources: builtResources(import.meta.url),
      version,
      clipboard,
    })
    const handler = createHandler({
      router: createRouter(desk),
      context: (caller) => ({ caller, door: 'window' as const }),
      pageFiles: createPageFiles(beside('../renderer/')),
      report: (error) =>
        process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`),
    })
    return { handler, start: () => desk.start(), close: () => desk.close() }
  },
})
