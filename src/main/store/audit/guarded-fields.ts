import type { BuiltInSettingsTable } from '../schema/built-in-schema.ts'
import type { DeskSettingsTable } from '../schema/credential-schema.ts'
import type { BackendsTable, DirectoryApplicationsTable } from '../schema/schema.ts'

/** Gives the fields of a backend's row that its MAC covers, with the sequence of its last change. */
export function backendFields(row: Omit<BackendsTable, 'mac'>): string[] {
  const { id, system, name, url, environment, built_in, options, changed_seq } = row
  return [id, system, name, url ?? '', environment, String(built_in), options, String(changed_seq)]
}

/** Gives the fields of an application's row that its MAC covers, with the sequence of its last change. */
export function applicationFields(row: Omit<DirectoryApplicationsTable, 'mac'>): string[] {
  return [
    row.appid,
    row.name,
    row.sealed_signature.toString('base64'),
    row.status,
    row.developer_status,
    row.developer_overdue_days,
    row.allow_password_change,
    row.token_validation,
    row.account_min,
    row.account_max,
    row.password_min,
    row.password_max,
    row.sample,
    row.changed_seq,
  ].map(String)
}

/** Gives the fields of a row of settings that its MAC covers, with the sequence of its last change. */
export function settingFields(row: Omit<BuiltInSettingsTable, 'mac'>): string[] {
  return [row.name, row.options, row.sealed_key?.toString('base64') ?? '', String(row.changed_seq)]
}

/** Gives the fields of a setting's row that its MAC covers, with the sequence of its last change. */
export function deskSettingFields(row: Omit<DeskSettingsTable, 'mac'>): string[] {
  return [row.name, row.value, String(row.changed_seq)]
}
