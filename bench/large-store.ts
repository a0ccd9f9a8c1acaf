import { join } from 'node:path'
import { systemClock as clock } from '../src/main/platform/system-clock.ts'
import { createSystemRandom } from '../src/main/platform/system-random.ts'
import { createStore, openStore } from '../src/main/store/files/open.ts'
import type { Store } from '../src/main/store/store.ts'
import { makeTempFolder } from '../test/support/temp-folder.ts'
import { fillStore } from './fill-store.ts'

const made = new Map<number, string>()

/** Opens a store of so many admins and so many users; it is made once a run and gone when that ends. */
export function largeStore(people: number): Store {
  const path = made.get(people) ?? makeLargeStore(people)
  made.set(people, path)
  return openStore({ path, door: 'bench', clock }).store
}

function makeLargeStore(people: number): string {
  const folder = makeTempFolder('bench')
  process.once('exit', () => {
    folder.remove()
  })
  const path = join(folder.path, 'store', 'bench.latchkey')
  const storeId = createSystemRandom(clock).uuid()
  createStore({ path, door: 'bench', clock, storeId, populate: () => undefined }).store.close()
  fillStore(path, { admins: people, users: people })
  return path
}
