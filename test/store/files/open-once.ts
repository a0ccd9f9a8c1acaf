import { openStore } from '../../../src/main/store/files/open.ts'
import { StoreError } from '../../../src/main/store/store-error.ts'

// Opens a store and lets go of it, and says how that ended: the desk in the test of a disk without room.
try {
  openStore({ path: process.argv[2] ?? '', door: 'test', clock: { now: () => Date.now() } }).store.close()
  process.stdout.write('opened')
} catch (error) {
  process.stdout.write(error instanceof StoreError ? error.problem : String(error))
}
