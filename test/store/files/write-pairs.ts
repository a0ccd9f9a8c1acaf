import { openStore } from '../../../src/main/store/files/open.ts'
import { storeMeta } from '../../../src/main/store/store-meta.ts'

// Writes the same number to two places in each transaction, until it is killed: the busy writer in the test of backups.
const { store } = openStore({ path: process.argv[2] ?? '', door: 'writer', clock: { now: () => Date.now() } })
const meta = storeMeta(store)
const write = (number: number): void => {
  store.transaction(() => {
    meta.setPreference('one', String(number))
    meta.setPreference('filler', 'x'.repeat(20_000 + (number % 7)))
    meta.setPreference('other', String(number))
  })
  if (number === 1) process.stdout.write('writing\n')
  setImmediate(write, number + 1)
}
write(1)
