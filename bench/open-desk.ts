import { join } from 'node:path'
import { assembleDesk } from '../src/main/desk/assemble.ts'
import type { OpenDesk } from '../src/main/desk/open-desk.ts'
import { prepareSandbox } from '../src/main/desk/built-in/sandbox.ts'
import { systemClock } from '../src/main/platform/system-clock.ts'
import { createSystemRandom } from '../src/main/platform/system-random.ts'
import { createHashingPool } from '../src/main/passwords/hashing-pool.ts'
import { createStrengthJudge } from '../src/main/passwords/strength.ts'
import { createStore } from '../src/main/store/files/open.ts'
import { sourceResources } from '../test/support/source-resources.ts'
import { makeTempFolder } from '../test/support/temp-folder.ts'

/** Opens a desk of real parts over a throw-away store, so that a row can reach what is inside. */
export function openBenchDesk(): { desk: OpenDesk; folder: string; close: () => Promise<void> } {
  const folder = makeTempFolder('bench')
  const clock = systemClock
  const random = createSystemRandom(clock)
  const hashing = createHashingPool(sourceResources.hashingWorker)
  const strength = createStrengthJudge(sourceResources.strengthWorker)
  const { storeId, ring, populate } = prepareSandbox({ clock, random })
  const path = join(folder.path, 'bench.latchkey')
  const { desk, close } = assembleDesk(createStore({ path, door: 'bench', clock, storeId, populate }), {
    clock,
    random,
    hashing,
    strength,
    resources: sourceResources,
    told: { idleLockMs: 600_000, hashingCost: 10 },
    builtInStarts: 'when-asked',
    throttle: false,
    timeLimits: {},
    report: () => undefined,
    startServer: () => Promise.reject(new Error('a row starts its own server')),
  })
  desk.vault.take(ring)
  return {
    desk,
    folder: folder.path,
    async close() {
      await close()
      await Promise.all([hashing.close(), strength.close()])
      folder.remove()
    },
  }
}
