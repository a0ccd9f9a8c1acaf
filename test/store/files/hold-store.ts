import { openStore } from '../../../src/main/store/files/open.ts'

// Holds a store until it is killed: the other desk in the test of the lock. Unreferenced, it could be collected.
const { store } = openStore({
  path: process.argv[2] ?? '',
  door: 'the other desk',
  clock: { now: () => Date.now() },
})
process.stdout.write('held\n')
setInterval(() => store.path, 1000)
