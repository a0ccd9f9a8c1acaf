import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { createAuditLog } from '../../../src/main/audit/audit-log.ts'
import { prepareSandbox } from '../../../src/main/desk/built-in/sandbox.ts'
import { demandSoundChain } from '../../../src/main/desk/audit/sound-chain.ts'
import { systemClock } from '../../../src/main/platform/system-clock.ts'
import { createSystemRandom } from '../../../src/main/platform/system-random.ts'
import { keepBackup, stageBackup } from '../../../src/main/store/files/backup.ts'
import { migrate } from '../../../src/main/store/files/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { createStore, openStore } from '../../../src/main/store/files/open.ts'
import { applyPragmas } from '../../../src/main/store/pragmas.ts'
import { syncFolder } from '../../../src/main/store/files/private-files.ts'
import { restoreStore } from '../../../src/main/store/files/restore.ts'
import { olderVersion, placesIn, restoredAt, type CaredTask, type CaredTold } from './cared-told.ts'

// Restores a store that a killed desk left, and brings an old one to the newest form; says what is done once it is.
const { root } = JSON.parse(readFileSync(0, 'utf8')) as CaredTask
const places = placesIn(root)
const random = createSystemRandom(systemClock)
const how = { door: 'test', clock: systemClock }

function say(told: CaredTold): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

/** Makes a store, backs it up, goes on in it, and leaves it as it lies in the middle of that, with its log. */
function leaveInTheMiddle(): { backup: number; old: number } {
  const { storeId, populate } = prepareSandbox({ clock: systemClock, random })
  const { store } = createStore({ ...how, path: places.work, storeId, populate })
  const audit = createAuditLog({ store, clock: systemClock, signer: () => null, onAppend: () => undefined })
  const append = (times: number): number => {
    let seq = 0
    for (let time = 0; time < times; time++) {
      const target = `operator ${String(time)}`
      seq = audit.append({ action: 'operator.unlocked', result: 'done', actor: 'ada', target })
    }
    return seq
  }
  const backup = append(30)
  keepBackup(
    stageBackup(
      { from: places.work, to: places.backup, attempt: 'a' },
      (copy) => void demandSoundChain(copy),
    ),
  )
  // What is in the file alone is neither of the two: a log that was lost shows.
  append(10)
  store.checkpointLog()
  const old = append(60)
  mkdirSync(dirname(places.store))
  syncFolder(root)
  for (const part of ['', '-wal']) copyDurably(places.work + part, places.store + part)
  syncFolder(dirname(places.store))
  store.close()
  return { backup, old }
}

function copyDurably(from: string, to: string): void {
  writeFileSync(to, readFileSync(from))
  const file = openSync(to, 'r+')
  fsyncSync(file)
  closeSync(file)
}

function makeOlder(): void {
  mkdirSync(dirname(places.older))
  syncFolder(root)
  const db = new Database(places.older)
  db.pragma('application_id = 0x4c4b4559')
  applyPragmas(db)
  migrate(db, migrations.slice(0, olderVersion))
  db.exec(`INSERT INTO store_meta VALUES (1, 'an-older-store', '2026-06-01T12:00:00.000Z', NULL, 1, 0)`)
  const insert = db.prepare('INSERT INTO preferences VALUES (?, ?)')
  for (let row = 0; row < 200; row++) insert.run(`key ${String(row)}`, 'kept'.repeat(40))
  db.close()
  syncFolder(dirname(places.older))
}

const { backup, old } = leaveInTheMiddle()
say({ what: 'left', backup, old })
const aside = restoreStore(
  { from: places.backup, to: places.store, at: restoredAt },
  (copy) => void demandSoundChain(copy),
)
if (aside === null || !existsSync(aside)) throw new Error('nothing was set aside')
say({ what: 'restored', aside: join(dirname(places.store), aside.slice(dirname(places.store).length + 1)) })
makeOlder()
say({ what: 'older' })
openStore({ ...how, path: places.older }).store.close()
say({ what: 'migrated' })
