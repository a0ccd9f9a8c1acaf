import { join } from 'node:path'
import { prepareSandbox } from '../../../src/main/desk/built-in/sandbox.ts'
import { createSystemRandom } from '../../../src/main/platform/system-random.ts'
import { createStore } from '../../../src/main/store/files/open.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'

/** Makes a store with a whole audit in a folder of its own below another, and gives it open. */
export function makeSoundStore(folder: string): Store {
  const clock = createFixedClock()
  const { storeId, populate } = prepareSandbox({ clock, random: createSystemRandom(clock) })
  const path = join(folder, 'store', 'desk.latchkey')
  return createStore({ path, door: 'test', clock, storeId, populate }).store
}
