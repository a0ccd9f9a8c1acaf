import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { programSources } from './run-programs.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Puts each program that the tests start, and all that it imports, into a few files in a run's folder: from there it
 * starts in a third of the time, and a run starts hundreds.
 */
export async function bundlePrograms(run: string): Promise<void> {
  // The bundled files still find by name the driver, and the pool, which has a file of its own for threads.
  symlinkSync(join(root, 'node_modules'), join(run, 'node_modules'), 'junction')
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    ssr: { noExternal: true, external: ['better-sqlite3', 'tinypool'] },
    build: {
      ssr: true,
      outDir: join(run, 'programs'),
      emptyOutDir: true,
      copyPublicDir: false,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(programSources).map(([name, source]) => [name, fileURLToPath(source)]),
        ),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
}
