import {
  defaultDeskSettings,
  deskSettingNames,
  deskSettingsSchema,
  safeDeskSettings,
  type DeskSettingName,
  type DeskSettings,
} from '../../../shared/model/desk-settings.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { demandIntact } from '../../directory/guarded-row.ts'
import { deskSettingRows } from '../../store/desk-settings.ts'
import { deskSettingFields } from '../../store/audit/guarded-fields.ts'
import { lastRowChange } from '../../store/audit/row-changes.ts'
import type { Store } from '../../store/store.ts'
import type { Vault } from '../../vault/vault.ts'

/** Gives the settings in force, checked at each reading. */
export interface SettingsInForce {
  /** Gives what the desk goes by: what was chosen, but for what whoever started the desk has fixed. */
  current(): DeskSettings
  /**
   * Gives what was chosen where its row is intact, a safe value where it was edited or rolled back from outside, and
   * safe values for all while no key to check them is held.
   */
  chosen(): DeskSettings
  /** Names the settings whose rows were edited or rolled back from outside; none while no key is held. */
  faults(): DeskSettingName[]
}

/** Says what the settings are read with; `told` are those that whoever started the desk has fixed. */
export interface SettingsDeps {
  store: Store
  vault: Pick<Vault, 'rowMac' | 'holds'>
  told?: SettingsTold | undefined
}

/** Carries the settings that whoever starts a desk has fixed. */
export type SettingsTold = { [N in DeskSettingName]?: DeskSettings[N] | undefined }

/** Makes the reading of an open store's settings. */
export function createSettings({ store, vault, told = {} }: SettingsDeps): SettingsInForce {
  const fixed = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
  const read = (): { values: DeskSettings; faults: DeskSettingName[] } => {
    if (!vault.holds('rows')) return { values: safeDeskSettings, faults: [] }
    const chosen: Partial<Record<DeskSettingName, unknown>> = {}
    const faults: DeskSettingName[] = []
    for (const name of deskSettingNames) {
      const found = readSetting({ store, vault }, name)
      if (found === 'fault') faults.push(name)
      chosen[name] = valueOf(name, found)
    }
    return { values: deskSettingsSchema.parse(chosen), faults }
  }
  return {
    current: () => ({ ...read().values, ...fixed }),
    chosen: () => read().values,
    faults: () => read().faults,
  }
}

function valueOf(name: DeskSettingName, found: Found): DeskSettings[DeskSettingName] {
  if (found === 'unset') return defaultDeskSettings[name]
  return found === 'fault' ? safeDeskSettings[name] : found.value
}

type Found = 'unset' | 'fault' | { value: DeskSettings[DeskSettingName] }

function readSetting({ store, vault }: SettingsDeps, name: DeskSettingName): Found {
  const row = deskSettingRows(store).get(name)
  const lastChange = lastRowChange(store, 'settings.changed', name)
  if (row === undefined) return lastChange > 0 ? 'fault' : 'unset'
  const { mac, changed_seq: changedSeq } = row
  try {
    const checked = { table: 'desk_settings', name, fields: deskSettingFields(row), mac, changedSeq }
    demandIntact(checked, { rowMac: vault.rowMac, lastChange })
  } catch (error) {
    if (error instanceof Problem) return 'fault'
    throw error
  }
  const parsed = deskSettingsSchema.shape[name].safeParse(JSON.parse(row.value))
  // Written by a version that knew other limits.
  return parsed.success ? { value: parsed.data } : 'fault'
}
