import { openStore } from '../../src/main/store/files/open.ts'
import { sql } from '../../src/main/store/sql.ts'

// Writes a long transaction that is never done, until it is killed in the middle.
const { store } = openStore({
  path: process.argv[2] ?? '',
  door: 'the other desk',
  clock: { now: () => Date.now() },
})
await store.turnByTurn(function* (inside) {
  for (let at = 0; ; at++) {
    // A long value: what does not fit into the cache is in the log already.
    inside.run(sql.insertInto('preferences').values({ key: `long ${String(at)}`, value: 'x'.repeat(4000) }))
    if (at === 2000) process.stdout.write('halfway\n')
    yield
  }
})
