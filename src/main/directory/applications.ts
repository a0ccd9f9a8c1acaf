import { createHash, timingSafeEqual } from 'node:crypto'
import type { AppendEvent, Unseal } from '../../shared/model/ports.ts'
import type {
  ApplicationSelection,
  DirectoryApplicationRows,
} from '../store/built-in/directory-applications.ts'
import { applicationFields } from '../store/audit/guarded-fields.ts'
import { lastApplicationRemoval, lastRowChange } from '../store/audit/row-changes.ts'
import type { DirectoryApplicationsTable } from '../store/schema/schema.ts'
import type { Store } from '../store/store.ts'
import { demandIntact, isIntact, type IntactRows } from './guarded-row.ts'
import { signaturePlace } from './places.ts'

/** Lists how an application can stand. */
export const applicationStatuses = ['normal', 'reviewing', 'stopped'] as const

/** Lists how the developer of an application can stand. */
export const developerStatuses = ['normal', 'overdue', 'disabled'] as const

/** Carries the least and the greatest length of a text, in characters. */
export interface LengthLimits {
  min: number
  max: number
}

/** Describes an application of the directory with the flags that steer what its users may do. */
export interface DirectoryApplication {
  appid: string
  name: string
  status: (typeof applicationStatuses)[number]
  developerStatus: (typeof developerStatuses)[number]
  /** Says for how many days a developer has been overdue. */
  developerOverdueDays: number
  allowPasswordChange: boolean
  tokenValidation: boolean
  accountLength: LengthLimits
  passwordLength: LengthLimits
}

/** Describes an application in a list; of one that was edited from outside only its names, which prove nothing. */
export type ListedApplication =
  ({ damaged: false } & DirectoryApplication) | { damaged: true; appid: string; name: string }

/** Names what of an application is to change; what is not named stays. */
export type ApplicationChanges = {
  [Name in Exclude<keyof DirectoryApplication, 'appid'>]?: DirectoryApplication[Name] | undefined
}

/** Asks for one page of applications; what decides is what their rows say, also of those edited from outside. */
export interface ApplicationQuery extends ApplicationSelection {
  limit: number
}

/** Finds applications, checks their signatures and changes their flags. */
export interface DirectoryApplications {
  /** Gives an application; throws where its row was edited or rolled back from outside. */
  byAppid(appid: string): DirectoryApplication | null
  /** Says, in constant time, whether a text is the application's signature; no for an application that is not there. */
  signatureMatches(appid: string, signature: string): boolean
  list(query: ApplicationQuery): ListedApplication[]
  /** Changes flags from the next request on, with the event in the same transaction; null where there is none such. */
  update(
    appid: string,
    changes: ApplicationChanges,
    by: { actor: string; reason: string },
  ): { before: DirectoryApplication; after: DirectoryApplication } | null
}

const mostDigests = 1000

/** Makes the part of the directory that knows the applications. */
export function createDirectoryApplications(parts: {
  store: Store
  rows: DirectoryApplicationRows
  intactRows: IntactRows<DirectoryApplicationsTable>
  unseal: Unseal
  rowMac: (table: string, fields: readonly string[]) => Buffer
  appendEvent: AppendEvent
}): DirectoryApplications {
  const { store, rows, unseal, rowMac, appendEvent } = parts
  const intact = (row: DirectoryApplicationsTable): DirectoryApplicationsTable =>
    parts.intactRows.intact(row.appid, row, () => {
      demandIntact(...guarded(row, parts))
    })
  const intactRow = (appid: string): DirectoryApplicationsTable | null => {
    const row = rows.get(appid)
    return row === undefined ? null : intact(row)
  }
  const digests = new Map<string, { sealed: Buffer; digest: Buffer }>()
  const signatureDigest = ({ appid, sealed_signature: sealed }: DirectoryApplicationsTable): Buffer => {
    const known = digests.get(appid)
    if (known?.sealed.equals(sealed) === true) return known.digest
    const opened = digest(unseal('directory', sealed, signaturePlace(appid)).reveal())
    if (digests.size >= mostDigests) digests.clear()
    digests.set(appid, { sealed, digest: opened })
    return opened
  }
  return {
    byAppid(appid) {
      const row = intactRow(appid)
      return row === null ? null : asApplication(row)
    },
    signatureMatches(appid, signature) {
      const row = intactRow(appid)
      const kept = row === null ? digest('') : signatureDigest(row)
      return timingSafeEqual(kept, digest(signature)) && row !== null
    },
    list: ({ limit, ...selection }) =>
      rows.list(selection, limit).map((row): ListedApplication => {
        if (isIntactApplication(row, parts)) return { damaged: false, ...asApplication(row) }
        return { damaged: true, appid: row.appid, name: row.name }
      }),
    update: (appid, changes, { actor, reason }) =>
      store.transaction(() => {
        const row = intactRow(appid)
        if (row === null) return null
        const before = asApplication(row)
        const after = withChanges(before, changes)
        const changed_seq = appendEvent({
          action: 'application.changed',
          result: 'done',
          actor,
          target: appid,
          detail: { reason, ...changeDetail(before, after) },
        })
        const changed = { ...row, ...applicationColumns(after), changed_seq }
        rows.update({ ...changed, mac: rowMac('directory_applications', applicationFields(changed)) })
        return { before, after }
      }),
  }
}

interface ApplicationWitness {
  store: Store
  rowMac: (table: string, fields: readonly string[]) => Buffer
}

/** Says whether an application's row is as the desk last wrote it. */
export function isIntactApplication(row: DirectoryApplicationsTable, witness: ApplicationWitness): boolean {
  return isIntact(...guarded(row, witness))
}

function guarded(
  row: DirectoryApplicationsTable,
  { store, rowMac }: ApplicationWitness,
): Parameters<typeof isIntact> {
  const { appid: name, mac, changed_seq: changedSeq } = row
  const lastChange = Math.max(
    lastRowChange(store, 'application.changed', name),
    lastApplicationRemoval(store, name),
  )
  return [
    { table: 'directory_applications', name, fields: applicationFields(row), mac, changedSeq },
    { rowMac, lastChange },
  ]
}

/** Gives an application with changes put into it; what they leave out stays. */
export function withChanges(before: DirectoryApplication, changes: ApplicationChanges): DirectoryApplication {
  const named = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...before, ...(Object.fromEntries(named) as Partial<DirectoryApplication>), appid: before.appid }
}

/** Says for the audit what changed, each as `before → after`. */
export function changeDetail(
  before: DirectoryApplication,
  after: DirectoryApplication,
): Record<string, string> {
  const [from, to] = [flat(before), flat(after)]
  const changed = Object.keys(to).filter((name) => from[name] !== to[name])
  return Object.fromEntries(changed.map((name) => [name, `${String(from[name])} → ${String(to[name])}`]))
}

/** Gives an application as the columns of its row. */
export function applicationColumns(application: DirectoryApplication) {
  return {
    appid: application.appid,
    name: application.name,
    status: application.status,
    developer_status: application.developerStatus,
    developer_overdue_days: application.developerOverdueDays,
    allow_password_change: application.allowPasswordChange ? 1 : 0,
    token_validation: application.tokenValidation ? 1 : 0,
    account_min: application.accountLength.min,
    account_max: application.accountLength.max,
    password_min: application.passwordLength.min,
    password_max: application.passwordLength.max,
  }
}

/** Gives the application of a row, unchecked. */
export function asApplication(row: DirectoryApplicationsTable): DirectoryApplication {
  return {
    appid: row.appid,
    name: row.name,
    status: row.status,
    developerStatus: row.developer_status,
    developerOverdueDays: row.developer_overdue_days,
    allowPasswordChange: row.allow_password_change === 1,
    tokenValidation: row.token_validation === 1,
    accountLength: { min: row.account_min, max: row.account_max },
    passwordLength: { min: row.password_min, max: row.password_max },
  }
}

function flat({ accountLength, passwordLength, ...rest }: DirectoryApplication): Record<string, unknown> {
  const range = ({ min, max }: LengthLimits): string => `${String(min)}–${String(max)}`
  return { ...rest, accountLength: range(accountLength), passwordLength: range(passwordLength) }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
