import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../../', import.meta.url))

const programs = {
  'writing-desk': new URL('writing-desk.ts', import.meta.url),
  'cared-for': new URL('cared-for.ts', import.meta.url),
  'exchanging-desk': new URL('exchanging-desk.ts', import.meta.url),
}

/**
 * Puts a program, the writing desk unless told otherwise, and all that it imports into one file, which starts in a third
 * of the time.
 */
export async function bundleWriter(
  program: keyof typeof programs = 'writing-desk',
): Promise<{ path: string; remove: () => void }> {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  // Inside the checkout: the file still finds by name the driver, and the pool, which has a file of its own for threads.
  const folder = mkdtempSync(join(cache, `${program}-`))
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    ssr: { noExternal: true, external: ['better-sqlite3', 'tinypool'] },
    build: {
      ssr: fileURLToPath(programs[program]),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: `${program}.mjs` } },
    },
  })
  return {
    path: join(folder, `${program}.mjs`),
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
