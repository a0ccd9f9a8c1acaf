import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setUpStore } from '../../src/main/desk/set-up.ts'
import { createHashingPool } from '../../src/main/passwords/hashing-pool.ts'
import { createStrengthJudge } from '../../src/main/passwords/strength.ts'
import { createSystemRandom } from '../../src/main/platform/system-random.ts'
import { createStore } from '../../src/main/store/files/open.ts'
import type { Clock } from '../../src/shared/model/ports.ts'
import { keptInRun } from './kept-in-run.ts'
import { sourceResources } from './source-resources.ts'

/** Says whose store it is, and what the store's time is called among those of the run. */
export interface FirstStore {
  founder: { name: string; password: string }
  clock: Clock
  time: string
}

/**
 * Puts a store with its first administrator at a path, and gives its recovery key. Stores of one founder and time are
 * copies of the one that a run makes first: to make one costs seconds, and few tests look at how it is made.
 */
export async function putFirstStore(storePath: string, first: FirstStore): Promise<string> {
  const run = process.env['LATCHKEY_RUN']
  if (run === undefined) return make(storePath, first)
  const kept = await keptInRun(run, `${first.founder.name}-${first.time}`, async (folder) => {
    writeFileSync(join(folder, 'recovery-key'), await make(join(folder, 'store', 'desk.latchkey'), first))
  })
  cpSync(join(kept, 'store'), dirname(storePath), { recursive: true })
  return readFileSync(join(kept, 'recovery-key'), 'utf8')
}

async function make(path: string, { founder, clock }: FirstStore): Promise<string> {
  const hashing = createHashingPool(sourceResources.hashingWorker)
  const strength = createStrengthJudge(sourceResources.strengthWorker)
  const deps = { path, door: 'test', clock, random: createSystemRandom(clock), strength, createStore }
  const made = await setUpStore({ ...deps, deriveKey: hashing.deriveKey }, founder)
  made.opened.store.close()
  await Promise.all([hashing.close(), strength.close()])
  return made.recoveryKey
}
