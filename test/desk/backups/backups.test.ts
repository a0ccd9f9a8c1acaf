import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Problem } from '../../../src/shared/model/problems.ts'
import type { Assembly } from '../../../src/main/desk/assemble.ts'
import { createBackups } from '../../../src/main/desk/backups/backups.ts'
import { settingsOf } from '../../../src/main/desk/settings/change-settings.ts'
import { lastBackupOf } from '../../../src/main/desk/last-backup.ts'
import { stage } from '../../../src/main/desk/backups/maintenance-worker.ts'
import { auditRows } from '../../../src/main/store/audit/audit-events.ts'
import { restoreStore } from '../../../src/main/store/files/restore.ts'
import { createFixedClock, type FixedClock } from '../../support/fixed-clock.ts'
import { prepareKeylessDesks, type KeylessDesks } from '../../support/keyless-desk.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const ada = { id: 'a', name: 'ada', role: 'administrator' as const }
const hour = 3_600_000

let folder: ReturnType<typeof makeTempFolder>
let clock: FixedClock
let desks: KeylessDesks
let assembly: Assembly
beforeEach(() => {
  folder = makeTempFolder()
  clock = createFixedClock()
  mkdirSync(join(folder.path, 'store'))
  desks = prepareKeylessDesks({ folder: join(folder.path, 'store'), clock, settleMs: 1000 })
  assembly = desks.make()
})
afterEach(async () => {
  await assembly.close()
  await desks.close()
  folder.remove()
})

/** Gives the backups of the desk that is open, made in this process: starting a worker thread each time would be slow. */
const backups = () => createBackups({ ...assembly.desk, stage: (task) => Promise.resolve(stage(task)) })
const settings = settingsOf(() => assembly.desk)
const kept = (name = 'store/backups'): string[] => readdirSync(join(folder.path, name)).toSorted()
const lastEvent = () => auditRows(assembly.desk.store).last()
const everyDay = (keep = 7) => {
  settings.update(ada, { backup: { everyHours: 24, folder: null, keep } })
}

describe('a backup by the desk', () => {
  it('lies beside the store unless a folder is chosen, and is in the audit with who asked for it', async () => {
    const made = await backups().make('ada', null)
    expect(kept()).toEqual([made.file.split('/').at(-1)])
    expect(lastEvent()).toMatchObject({ action: 'store.backed-up', actor: 'ada', result: 'done' })
    expect(lastBackupOf(assembly.desk.store)).toEqual({
      made: { at: made.at, file: made.file },
      failed: null,
    })
  })

  it('that fails is in the audit too, with why, and leaves nothing', async () => {
    const to = join(folder.path, 'mine')
    writeFileSync(to, 'mine')
    const failed = backups().make('ada', to)
    await expect(failed).rejects.toThrow(new Problem('BACKUP_FAILED', { why: 'exists', place: to }))
    expect(lastEvent()).toMatchObject({ action: 'store.backup-failed', actor: 'ada', result: 'failed' })
    expect(kept('.')).toEqual(['mine', 'store'])
  })

  it('is not made of a store in which a row was changed from outside', async () => {
    settings.update(ada, { clipboardMs: 45_000 })
    await assembly.close()
    const db = new Database(desks.path)
    db.exec(`UPDATE desk_settings SET value = '60000'`)
    db.close()
    assembly = desks.open(desks.path)
    const to = join(folder.path, 'copy')
    await expect(backups().make('ada', to)).rejects.toMatchObject({ data: { why: 'not-sound' } })
    expect(kept('.')).toEqual(['store'])
  })

  it('lets the desk answer meanwhile', async () => {
    let turns = 0
    const ticking = setInterval(() => (turns += 1), 1)
    await assembly.desk.backups.make('ada', null)
    clearInterval(ticking)
    expect(turns).toBeGreaterThan(5)
  })
})

describe('the schedule of backups', () => {
  it('is none until it is chosen, and begins at once when it is', async () => {
    expect(backups().isDue()).toBe(false)
    everyDay()
    expect(backups().isDue()).toBe(true)
    await backups().makeScheduled()
    expect(backups().isDue()).toBe(false)
    clock.advance(23 * hour)
    expect(backups().isDue()).toBe(false)
    clock.advance(hour)
    expect(backups().isDue()).toBe(true)
  })

  it('tries again an hour after a failure, and is not stopped by a clock that was set back', async () => {
    everyDay()
    writeFileSync(join(folder.path, 'store', 'backups'), 'in the way')
    await expect(backups().makeScheduled()).rejects.toThrow('BACKUP_FAILED')
    expect(backups().isDue()).toBe(false)
    clock.advance(hour)
    expect(backups().isDue()).toBe(true)
    clock.advance(-48 * hour)
    expect(backups().isDue()).toBe(true)
  })

  it('keeps so many, takes only its own older ones away, and never the one just made', async () => {
    everyDay(2)
    mkdirSync(join(folder.path, 'store', 'backups'))
    const others = ['desk-00000000-20200101T000000000Z.latchkey', 'desk.latchkey', 'notes.txt']
    for (const name of others) writeFileSync(join(folder.path, 'store', 'backups', name), 'mine')
    const names: (string | undefined)[] = []
    for (const step of [24, 24, 24, -1000]) {
      names.push((await backups().makeScheduled()).file.split('/').at(-1))
      clock.advance(step * hour)
    }
    expect(kept()).toEqual([...others, ...names.slice(2)].toSorted())
    const old = (await backups().makeScheduled()).file.split('/').at(-1)
    expect(kept()).toEqual([...others, names[3], old].toSorted())
  })

  it('takes none away where the new one could not be made', async () => {
    everyDay(1)
    await backups().makeScheduled()
    const before = kept()
    clock.advance(24 * hour)
    await assembly.close()
    const db = new Database(desks.path)
    db.exec(`UPDATE backends SET name = 'Other'`)
    db.close()
    assembly = desks.open(desks.path)
    await expect(backups().makeScheduled()).rejects.toThrow('BACKUP_FAILED')
    expect(kept()).toEqual(before)
  })
})

describe('a store that was restored', () => {
  it('says so in the audit once, when somebody next signs in', async () => {
    const made = await backups().make('ada', null)
    await assembly.close()
    const at = '2026-06-02T08:00:00.000Z'
    restoreStore({ from: made.file, to: desks.path, at }, () => undefined)
    const restores = () => auditRows(assembly.desk.store).count({ action: 'store.restored' })
    assembly = desks.open(desks.path)
    expect(restores()).toBe(0)
    await assembly.desk.afterSignIn()
    const event = auditRows(assembly.desk.store).list({ action: 'store.restored' }, undefined, 1)[0]
    expect(JSON.parse(event?.detail ?? '')).toEqual({ from: made.file, restoredAt: at })
    await assembly.desk.afterSignIn()
    expect(restores()).toBe(1)
  })
})
