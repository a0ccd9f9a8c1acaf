import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import {
  deskSettingNames,
  type DeskSettingName,
  type DeskSettings,
} from '../../../shared/model/desk-settings.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { deskSettingRows } from '../../store/desk-settings.ts'
import { deskSettingFields } from '../../store/audit/guarded-fields.ts'
import type { ClockStanding } from '../clock/believed-time.ts'
import { confirmClock } from '../clock/confirm-clock.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Carries the settings as chosen, and which of them were edited from outside, so that a safe value stands in. */
export interface SettingsView {
  settings: DeskSettings
  faults: DeskSettingName[]
}

/** Gives the use cases of the desk's settings over a desk whose store is open when they are called. */
export function settingsOf(need: () => OpenDesk) {
  return {
    get: (): SettingsView => viewSettings(need()),
    update: (by: Operator, changes: SettingChanges): SettingsView => updateSettings(need(), by, changes),
    clock: (): ClockStanding => need().believedTime.standing(),
    confirmClock: (by: Operator): ClockStanding => confirmClock(need(), by),
  }
}

/** Carries the settings that are to change; each is given whole. */
export type SettingChanges = { [N in DeskSettingName]?: DeskSettings[N] | undefined }

function viewSettings({ settings }: OpenDesk): SettingsView {
  return { settings: settings.chosen(), faults: settings.faults() }
}

/**
 * Changes settings, each in one transaction with its event; what is given but does not differ leaves no trace. Fails
 * with `FOLDER_REFUSED` where a folder could not be written to.
 */
function updateSettings(desk: OpenDesk, by: Operator, changes: SettingChanges): SettingsView {
  for (const folder of [changes.backup?.folder, changes.anchorsFolder]) {
    if (typeof folder === 'string') demandFolder(folder)
  }
  desk.store.transaction(() => {
    const { settings, faults } = viewSettings(desk)
    for (const name of deskSettingNames) {
      const after = changes[name]
      const before = JSON.stringify(settings[name])
      const isFault = faults.includes(name)
      if (after === undefined || (JSON.stringify(after) === before && !isFault)) continue
      const value = JSON.stringify(after)
      const changed_seq = desk.audit.append({
        action: 'settings.changed',
        result: 'done',
        actor: by.name,
        target: name,
        detail: { before: isFault ? 'edited from outside' : before, after: value },
      })
      const row = { name, value, changed_seq }
      const mac = desk.vault.rowMac('desk_settings', deskSettingFields(row))
      deskSettingRows(desk.store).save({ ...row, mac })
    }
  })
  return viewSettings(desk)
}

/** Fails with `FOLDER_REFUSED` unless a path is a folder that can be written to, or could be made where it stands. */
export function demandFolder(folder: string): void {
  const refuse = (why: 'not-absolute' | 'not-a-folder' | 'not-writable'): never => {
    throw new Problem('FOLDER_REFUSED', { folder, why })
  }
  if (!isAbsolute(folder)) refuse('not-absolute')
  const place = existsSync(folder) ? folder : dirname(folder)
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) refuse('not-a-folder')
  try {
    accessSync(place, constants.W_OK)
  } catch {
    refuse('not-writable')
  }
}
