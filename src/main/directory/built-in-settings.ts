import { z } from 'zod'
import { Problem } from '../../shared/model/problems.ts'
import type { AppendEvent, Random, Seal, SealedPlace, Unseal } from '../../shared/model/ports.ts'
import { Secret } from '../../shared/model/secret.ts'
import { builtInSettingRows } from '../store/built-in/built-in-settings.ts'
import { settingFields } from '../store/audit/guarded-fields.ts'
import { lastRowChange } from '../store/audit/row-changes.ts'
import type { BuiltInSettingsTable } from '../store/schema/built-in-schema.ts'
import type { Store } from '../store/store.ts'
import { demandIntact, rememberIntactRows } from './guarded-row.ts'

/** Holds the pre-image of shuidi's signature where nobody set another: names in braces stand for values. */
export const defaultSignTemplate = '{action}{phone}{uid}{timestrap}{key}'

/** Lists how the shop of yunhu can stand. */
export const shopStatuses = ['open', 'building', 'closed', 'expired'] as const

/** Carries what shuidi's callers sign with. */
export interface ShuidiSettings {
  signKey: Secret
  template: string
}

/** Carries the company, the account set and the shop that yunhu's callers meet. */
export interface YunhuSettings {
  companyId: string
  accountSet: string
  shop: { shopid: number; shopname: string; status: (typeof shopStatuses)[number] }
}

/** Gives and changes the settings of the built-in backend; throws where a row was edited or rolled back from outside. */
export interface BuiltInSettings {
  /** Gives what shuidi's callers sign with; the key is made at its first use. */
  shuidi(): ShuidiSettings
  yunhu(): YunhuSettings
  setShuidi(changes: Partial<ShuidiSettings>, actor: string): void
  setYunhu(changes: Partial<YunhuSettings>, actor: string): void
  /** Has every row checked anew at its next reading. */
  forgetIntact(): void
}

const shuidiOptions = z.object({ template: z.string() })
const yunhuOptions = z.object({
  companyId: z.string(),
  accountSet: z.string(),
  shop: z.object({ shopid: z.number(), shopname: z.string(), status: z.enum(shopStatuses) }),
})
const defaultYunhu: YunhuSettings = {
  companyId: '10001',
  accountSet: 'sa2022_1',
  shop: { shopid: 1, shopname: 'Demo', status: 'open' },
}
const signKeyPlace: SealedPlace = { table: 'built_in_settings', row: 'shuidi', column: 'sealed_key' }

/** Makes the part of the directory that holds the built-in backend's settings. */
export function createBuiltInSettings(parts: {
  store: Store
  seal: Seal
  unseal: Unseal
  rowMac: (table: string, fields: readonly string[]) => Buffer
  appendEvent: AppendEvent
  random: Random
}): BuiltInSettings {
  const { store, rowMac, appendEvent } = parts
  const rows = builtInSettingRows(store)
  const intactRows = rememberIntactRows<BuiltInSettingsTable>()
  const read = (name: BuiltInSettingsTable['name']): BuiltInSettingsTable | undefined => {
    const row = rows.get(name)
    const lastChange = (): number => lastRowChange(store, 'built-in.settings-changed', name)
    if (row === undefined) {
      if (lastChange() > 0)
        throw new Problem('SEALED_VALUE_DAMAGED', { place: `built_in_settings / ${name}` })
      return undefined
    }
    const { mac, changed_seq: changedSeq } = row
    return intactRows.intact(name, row, () => {
      const checked = { table: 'built_in_settings', name, fields: settingFields(row), mac, changedSeq }
      demandIntact(checked, { rowMac, lastChange: lastChange() })
    })
  }
  const save = (
    name: BuiltInSettingsTable['name'],
    options: object,
    { sealed_key, actor, changed }: { sealed_key: Buffer | null; actor: string; changed: string[] },
  ): void => {
    const detail = { changed: changed.join(', ') }
    const event = {
      action: 'built-in.settings-changed',
      result: 'done',
      actor,
      target: name,
      detail,
    } as const
    const row = { name, options: JSON.stringify(options), sealed_key, changed_seq: appendEvent(event) }
    intactRows.forget()
    rows.save({ ...row, mac: rowMac('built_in_settings', settingFields(row)) })
  }
  const setShuidi: BuiltInSettings['setShuidi'] = (changes, actor) => {
    store.transaction(() => {
      const row = read('shuidi')
      const kept = row === undefined ? null : shuidiOptions.parse(JSON.parse(row.options)).template
      const isNew = (row?.sealed_key ?? null) === null
      const signKey =
        changes.signKey ?? (isNew ? new Secret(Buffer.from(parts.random.bytes(16)).toString('hex')) : null)
      const sealed_key =
        signKey === null
          ? (row?.sealed_key ?? null)
          : Buffer.from(parts.seal('directory', signKey, signKeyPlace))
      const template = changes.template ?? kept ?? defaultSignTemplate
      const changed = [
        ...(signKey === null ? [] : ['signKey']),
        ...(changes.template === undefined ? [] : ['template']),
      ]
      save('shuidi', { template }, { sealed_key, actor, changed })
    })
  }
  return {
    shuidi() {
      if (read('shuidi') === undefined) setShuidi({}, 'desk')
      const row = read('shuidi')
      if (!row?.sealed_key) throw new Problem('SEALED_VALUE_DAMAGED', { place: 'built_in_settings / shuidi' })
      return {
        signKey: parts.unseal('directory', row.sealed_key, signKeyPlace),
        template: shuidiOptions.parse(JSON.parse(row.options)).template,
      }
    },
    yunhu: () => asYunhu(read('yunhu')),
    setShuidi,
    setYunhu(changes, actor) {
      store.transaction(() => {
        const settings = { ...asYunhu(read('yunhu')), ...changes }
        save('yunhu', settings, { sealed_key: null, actor, changed: Object.keys(changes) })
      })
    },
    forgetIntact: intactRows.forget,
  }
}

function asYunhu(row: BuiltInSettingsTable | undefined): YunhuSettings {
  return row === undefined ? defaultYunhu : yunhuOptions.parse(JSON.parse(row.options))
}
