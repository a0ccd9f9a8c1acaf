import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Puts the writing desk and all that it imports into one file, which starts in a third of the time. */
export async function bundleWriter(): Promise<{ path: string; remove: () => void }> {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  // Inside the checkout: the file still finds by name the driver, and the pool, which has a file of its own for threads.
  const folder = mkdtempSync(join(cache, 'writing-desk-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    ssr: { noExternal: true, external: ['better-sqlite3', 'tinypool'] },
    build: {
      ssr: fileURLToPath(new URL('writing-desk.ts', import.meta.url)),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'writing-desk.mjs' } },
    },
  })
  return {
    path: join(folder, 'writing-desk.mjs'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
