import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { examineChain } from '../../../src/main/desk/doctor/doctor-chain.ts'
import { makeEarlierFile } from '../../store/earlier-store.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it.each([
  [
    'a changed event',
    `DROP TRIGGER audit_events_keep_values; UPDATE audit_events SET target = 'x' WHERE seq = 2`,
  ],
  ['no events any more', 'DROP TABLE audit_events'],
])('a store whose events lie in columns still is examined, and named where it has %s', (_, change) => {
  const path = join(tempFolder(), 'desk.latchkey')
  makeEarlierFile(path, 'store')
  expect(examineChain(path, 0)).toMatchObject({ finding: 'chain-sound' })
  const db = new Database(path)
  db.exec(change)
  db.close()
  expect(examineChain(path, 0)).toMatchObject({ state: 'failing', finding: 'chain-broken' })
})
