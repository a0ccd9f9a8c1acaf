import { openStore } from '../../src/main/store/open.ts'

// Holds a store until it is killed: the other desk in the test of the lock.
openStore({ path: process.argv[2] ?? '', door: 'the other desk', clock: { now: () => Date.now() } })
process.stdout.write('held\n')
setInterval(() => undefined, 1000)
