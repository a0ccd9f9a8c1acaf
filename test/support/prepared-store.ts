import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keptInRun } from './kept-in-run.ts'
import type { People } from './prepare-store.ts'

/**
 * Puts the store of a desk that was set up before into a folder, and gives its recovery key. It is prepared once in a
 * run of the tests and copied from then on; what prepares it is most of the desk, and loaded only then.
 */
export async function putPreparedStore(folder: string, people: People): Promise<string> {
  const run = process.env['LATCHKEY_RUN']
  if (run === undefined) return prepare(folder, people)
  const kept = await keptInRun(run, `prepared-with-${people}`, async (own) => {
    writeFileSync(join(own, 'recovery-key'), await prepare(own, people))
  })
  cpSync(join(kept, 'store'), join(folder, 'store'), { recursive: true })
  return readFileSync(join(kept, 'recovery-key'), 'utf8')
}

async function prepare(folder: string, people: People): Promise<string> {
  const { prepareStore } = await import('./prepare-store.ts')
  return prepareStore(folder, people)
}
