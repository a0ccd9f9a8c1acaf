import type Database from 'better-sqlite3'
import type { AuditAction } from '../../../shared/model/audit-action.ts'
import { backendFields, settingFields, deskSettingFields, applicationFields } from './guarded-fields.ts'
import type { BuiltInSettingsTable } from '../schema/built-in-schema.ts'
import type { DeskSettingsTable } from '../schema/credential-schema.ts'
import { eventLayout, type EventLayout } from './event-layout.ts'
import { cellText } from './raw-event.ts'
import type { BackendsTable, DirectoryApplicationsTable } from '../schema/schema.ts'

/** Carries a row that a MAC covers, with what the audit says of its last change. */
export interface GuardedStoreRow {
  table: string
  name: string
  /** Holds what the MAC covers; null where a column is not what it should be. */
  fields: string[] | null
  mac: Uint8Array
  /** Says whether the event of its sequence is there and is one that changes such a row. */
  isAudited: boolean
  /** Says whether the audit knows of a later change than the row does, or of one where there is no row. */
  isOutdated: boolean
  /** Is true where the audit knows of a row that is not there. */
  isMissing: boolean
}

interface Guarded {
  table: string
  /** Lists the actions whose events name the row they change. */
  changes: readonly AuditAction[]
  /** Lists the actions that may change it and name something else. */
  others: readonly AuditAction[]
  keeps: boolean
  name: (row: never) => string
  fields: (row: never) => string[]
}

const guarded: readonly Guarded[] = [
  {
    table: 'backends',
    changes: ['backend.changed', 'backend.removed'],
    others: [
      'store.created',
      'backend.added',
      'backend.changed',
      'backend.http-consented',
      'backend.ca-set',
      'backend.proxy-set',
      'backend.secret-set',
    ],
    keeps: false,
    name: (row: BackendsTable) => row.name,
    fields: (row: BackendsTable) => backendFields(row),
  },
  {
    table: 'directory_applications',
    changes: ['application.changed', 'application.removed'],
    others: ['directory.imported', 'directory.sample-loaded'],
    keeps: false,
    name: (row: DirectoryApplicationsTable) => row.appid,
    fields: (row: DirectoryApplicationsTable) => applicationFields(row),
  },
  {
    table: 'built_in_settings',
    changes: ['built-in.settings-changed'],
    others: [],
    keeps: true,
    name: (row: BuiltInSettingsTable) => row.name,
    fields: (row: BuiltInSettingsTable) => settingFields(row),
  },
  {
    table: 'desk_settings',
    changes: ['settings.changed'],
    others: [],
    keeps: true,
    name: (row: DeskSettingsTable) => row.name,
    fields: (row: DeskSettingsTable) => deskSettingFields(row),
  },
]

/** Reads every row that carries a MAC, and holds its sequence against the audit; a copy for an auditor has none. */
export function readGuardedRows(db: Database.Database): GuardedStoreRow[] {
  const isThere = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).pluck()
  const layout = eventLayout(db)
  const { field } = layout
  const subjects = db.prepare(
    `SELECT ${field('action')} AS action, ${field('target')} AS target FROM audit_events NOT INDEXED WHERE seq = ?`,
  )
  return guarded
    .filter(({ table }) => isThere.get(table) === 1)
    .flatMap((kind) => {
      const last = lastChanges(db, layout, kind.changes)
      const rows = db.prepare(`SELECT * FROM ${kind.table} NOT INDEXED`).all() as {
        changed_seq: number
        mac: Uint8Array
      }[]
      const found = rows.map((row) => {
        const name = cellText(kind.name(row as never))
        const by = subjects.get(row.changed_seq) as { action: AuditAction; target: string } | undefined
        const latest = last.get(name) ?? 0
        last.delete(name)
        return {
          table: kind.table,
          name,
          fields: fieldsOf(kind, row),
          mac: row.mac,
          isAudited: by !== undefined && mayChange(kind, name, by),
          isOutdated: row.changed_seq < latest,
          isMissing: false,
        }
      })
      const missing = kind.keeps ? [...last.keys()] : []
      return [...found, ...missing.map((name) => missingRow(kind.table, name))]
    })
}

function mayChange(
  { changes, others }: Guarded,
  name: string,
  by: { action: AuditAction; target: string },
): boolean {
  return (changes.includes(by.action) && by.target === name) || others.includes(by.action)
}

function lastChanges(
  db: Database.Database,
  { field }: EventLayout,
  actions: readonly string[],
): Map<string, number> {
  if (actions.length === 0) return new Map()
  const places = actions.map(() => '?').join(', ')
  const rows = db
    .prepare(
      `SELECT ${field('target')} AS target, max(seq) FROM audit_events NOT INDEXED
        WHERE ${field('action')} IN (${places}) GROUP BY 1`,
    )
    .raw()
    .all(...actions) as [string, number][]
  return new Map(rows)
}

function fieldsOf(kind: Guarded, row: object): string[] | null {
  try {
    const fields = kind.fields(row as never)
    return fields.every((field) => typeof field === 'string') ? fields : null
  } catch {
    return null
  }
}

function missingRow(table: string, name: string): GuardedStoreRow {
  const mac = new Uint8Array(0)
  return { table, name, fields: null, mac, isAudited: false, isOutdated: true, isMissing: true }
}
