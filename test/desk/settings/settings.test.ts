import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultDeskSettings, safeDeskSettings } from '../../../src/shared/model/desk-settings.ts'
import { Problem } from '../../../src/shared/model/problems.ts'
import type { Assembly } from '../../../src/main/desk/assemble.ts'
import { settingsOf } from '../../../src/main/desk/settings/change-settings.ts'
import { deskStatus } from '../../../src/main/desk/overview/status.ts'
import { sql } from '../../../src/main/store/sql.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { prepareKeylessDesks, type KeylessDesks } from '../../support/keyless-desk.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const kept = { exchangesDays: 365, candidatesDays: 400 }
const ada = { id: 'a', name: 'ada', role: 'administrator' as const }

let folder: ReturnType<typeof makeTempFolder>
let desks: KeylessDesks
let assembly: Assembly
beforeEach(() => {
  folder = makeTempFolder()
  const clock = createFixedClock()
  desks = prepareKeylessDesks({ folder: folder.path, clock, settleMs: 1000 })
  assembly = desks.make()
})
afterEach(async () => {
  await assembly.close()
  await desks.close()
  folder.remove()
})

const settings = settingsOf(() => assembly.desk)
const restart = async (between: () => void = () => undefined): Promise<void> => {
  await assembly.close()
  between()
  assembly = desks.open(desks.path)
}
/** Changes the store's file by other means than the desk, while no desk has it. */
const behindItsBack = (statement: string): Promise<void> =>
  restart(() => {
    const db = new Database(desks.path)
    db.exec(statement)
    db.close()
  })
const settingEvents = () =>
  assembly.desk.store
    .all(sql.selectFrom('audit_event_fields').selectAll().where('action', '=', 'settings.changed'))
    .map(({ actor, target, detail }) => ({ actor, target, detail: JSON.parse(detail) as unknown }))
const status = () =>
  deskStatus({
    storePath: '',
    version: '',
    door: 'window',
    holder: {
      current: () => assembly.desk,
      failure: () => null,
      isExchanging: () => false,
      exchanged: () => null,
    },
    caller: '',
  })

describe('the settings of the desk', () => {
  it('are the usual ones until somebody chooses, then what was chosen, after a restart as well', async () => {
    expect(settings.get()).toEqual({ settings: defaultDeskSettings, faults: [] })
    settings.update(ada, { clipboardMs: 45_000, retention: kept })
    expect(status().clipboardMs).toBe(45_000)
    await restart()
    expect(settings.get()).toEqual({
      settings: { ...defaultDeskSettings, clipboardMs: 45_000, retention: kept },
      faults: [],
    })
  })

  it('leave one event for each that differs, with before and after, and none for what stays', () => {
    settings.update(ada, { clipboardMs: 45_000, idleLockMs: defaultDeskSettings.idleLockMs })
    expect(settingEvents()).toEqual([
      { actor: 'ada', target: 'clipboardMs', detail: { before: '30000', after: '45000' } },
    ])
  })

  it('lock the desk after the idle time that was chosen, from then on', () => {
    const { sessions, clock } = assembly.desk
    expect(sessions.touch() - clock.now()).toBe(defaultDeskSettings.idleLockMs)
    settings.update(ada, { idleLockMs: 60_000 })
    expect(sessions.touch() - clock.now()).toBe(60_000)
    expect(status().idleLockMs).toBe(60_000)
  })

  it('give way to what whoever started the desk has fixed, and are shown as they were chosen', () => {
    settings.update(ada, { settleMs: 300_000 })
    expect(assembly.desk.settings.current().settleMs).toBe(1000)
    expect(settings.get().settings.settleMs).toBe(300_000)
  })

  it.each([
    ['a relative path', 'backups', 'not-absolute'],
    ['a place with nothing above it', '/nowhere/at/all', 'not-a-folder'],
  ] as const)('refuse a folder that is %s, and change nothing', (_, place, why) => {
    const refused = () => settings.update(ada, { clipboardMs: 45_000, anchorsFolder: place })
    expect(refused).toThrow(new Problem('FOLDER_REFUSED', { folder: place, why }))
    expect(settings.get().settings).toEqual(defaultDeskSettings)
    expect(settingEvents()).toEqual([])
  })

  it('are safe ones while no key is held, whatever stands in the file', () => {
    settings.update(ada, { idleLockMs: 3_600_000, retention: { exchangesDays: 1, candidatesDays: 30 } })
    assembly.desk.vault.wipe()
    expect(settings.get()).toEqual({ settings: safeDeskSettings, faults: [] })
    expect(status().idleLockMs).toBe(safeDeskSettings.idleLockMs)
  })
})

describe('a setting that was changed from outside', () => {
  it.each([
    ['edited', `UPDATE desk_settings SET value = '43200000' WHERE name = 'idleLockMs'`],
    ['taken out', `DELETE FROM desk_settings WHERE name = 'idleLockMs'`],
    [
      'given the row of another',
      `UPDATE desk_settings SET (value, changed_seq, mac) =
         (SELECT value, changed_seq, mac FROM desk_settings WHERE name = 'clipboardMs') WHERE name = 'idleLockMs'`,
    ],
  ])('is not gone by when its row was %s, and is named', async (_, statement) => {
    settings.update(ada, { idleLockMs: 120_000, clipboardMs: 60_000 })
    await behindItsBack(statement)
    const { settings: now, faults } = settings.get()
    expect(faults).toEqual(['idleLockMs'])
    expect(now).toMatchObject({ idleLockMs: safeDeskSettings.idleLockMs, clipboardMs: 60_000 })
    expect(status().idleLockMs).toBe(safeDeskSettings.idleLockMs)
  })

  it('is not gone by when an older row of it, with its own seal, was put back', async () => {
    settings.update(ada, { idleLockMs: 7_200_000 })
    await behindItsBack('CREATE TABLE aside AS SELECT * FROM desk_settings')
    settings.update(ada, { idleLockMs: 60_000 })
    await behindItsBack('DELETE FROM desk_settings; INSERT INTO desk_settings SELECT * FROM aside')
    expect(settings.get().faults).toEqual(['idleLockMs'])
    expect(status().idleLockMs).toBe(safeDeskSettings.idleLockMs)
  })

  it('never makes the desk purge sooner, and is in force again once it is chosen anew', async () => {
    settings.update(ada, { retention: kept })
    await behindItsBack(`UPDATE desk_settings SET value = '{"exchangesDays":1,"candidatesDays":30}'`)
    expect(settings.get().settings.retention).toEqual(safeDeskSettings.retention)
    settings.update(ada, { retention: kept })
    expect(settings.get()).toMatchObject({ faults: [], settings: { retention: kept } })
  })
})
