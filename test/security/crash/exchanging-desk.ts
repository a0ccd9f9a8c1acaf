import { mkdirSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { createCallsInFlight } from '../../../src/main/desk/calls-in-flight.ts'
import { createDeskHolder } from '../../../src/main/desk/desk-holder.ts'
import { restoreFrom } from '../../../src/main/desk/backups/restore-from.ts'
import { demandSoundChain } from '../../../src/main/desk/audit/sound-chain.ts'
import { systemClock as clock } from '../../../src/main/platform/system-clock.ts'
import { keepBackup, stageBackup } from '../../../src/main/store/files/backup.ts'
import { openStore } from '../../../src/main/store/files/open.ts'
import { discardStaged } from '../../../src/main/store/files/stage-restore.ts'
import type { ExchangedTold, ExchangingTask } from './exchanged-told.ts'
import { assembleWritingDesk, openWritingDesk } from './open-writing-desk.ts'

// Restores under an open desk, once from a backup and once from one that does not open; says what is done once it is.
const task = JSON.parse(readFileSync(0, 'utf8')) as ExchangingTask
const { storePath } = task
const backup = join(task.backups, 'kept.latchkey')
const failing = join(task.backups, 'failing.latchkey')

function say(told: ExchangedTold): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

function back(to: string): number {
  let events = 0
  const staged = stageBackup({ from: storePath, to, attempt: 'a' }, (copy) => {
    ;({ events } = demandSoundChain(copy))
  })
  keepBackup(staged)
  return events
}

const holder = createDeskHolder({
  openStore() {
    const opened = openStore({ path: storePath, door: 'test', clock })
    discardStaged(storePath)
    return opened
  },
  assemble: (opened) => assembleWritingDesk(opened, task),
  calls: createCallsInFlight(),
  report: () => undefined,
})
const append = (times: number): number => {
  const { audit } = holder.need()
  let seq = 0
  for (let time = 0; time < times; time++) {
    const target = `operator ${String(time)}`
    seq = audit.append({ action: 'operator.unlocked', result: 'done', actor: 'ada', target })
  }
  return seq
}
const deps = { storePath, clock, worker: new URL(task.workers.maintenanceWorker), holder }

mkdirSync(dirname(backup), { recursive: true })
await openWritingDesk({ ...task, seed: 0, makes: true }).close()
holder.open()
const events = back(backup)
back(failing)
const db = new Database(failing)
db.exec('DROP TABLE steady_time')
db.close()
say({ what: 'left', backup: events, old: append(60) })
await restoreFrom(deps, { from: backup })
say({ what: 'restored' })
say({ what: 'failing' })
await restoreFrom(deps, { from: failing }).then(
  () => {
    throw new Error('it opened')
  },
  () => undefined,
)
say({ what: 'kept' })
await holder.close()
