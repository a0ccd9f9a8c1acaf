import type { AuditAction } from '../../../shared/model/audit-action.ts'
import type { AuditEntry } from '../../../shared/model/ports.ts'
import type { Environment, System } from '../../../shared/model/systems.ts'
import { backendRows } from '../../store/backends/backends.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { readAuthorityFile } from '../../systems/authority-file.ts'
import { backendOptions, keptOptions, type BackendOptions } from './backend-options.ts'
import { sealedRow } from './backend-row.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Holds what operators set of a backend, as it is before or after a change. */
export interface BackendEntry {
  name: string
  url: string
  environment: Environment
  options: BackendOptions
}

/** Reads from a backend's row what operators set of it. */
export function entryOf(row: BackendsTable): BackendEntry {
  return { name: row.name, url: row.url ?? '', environment: row.environment, options: backendOptions(row) }
}

/** Says whether two entries of a system would be kept alike. */
export function areAlike(system: System, one: BackendEntry, other: BackendEntry): boolean {
  const kept = ({ name, url, environment, options }: BackendEntry): string =>
    JSON.stringify([name, url, environment, keptOptions(system, options)])
  return kept(one) === kept(other)
}

/** Carries what the event of a change tells beside what differs. */
export interface ToldOfChange {
  /** Names the credentials that went with it. */
  secretsDropped?: readonly string[]
  reason?: string
}

/** Puts an entry in place of a backend's, inside the transaction that is open; the event tells what differs. */
export function saveEntry(
  desk: OpenDesk,
  by: Operator,
  row: BackendsTable,
  after: BackendEntry,
  { secretsDropped = [], reason }: ToldOfChange,
): void {
  const [was, is] = differences(shownEntry(row.system, entryOf(row)), shownEntry(row.system, after))
  const changed_seq = recordOfBackend(desk, by, 'backend.changed', row.name, {
    id: row.id,
    before: was,
    after: is,
    secretsDropped: secretsDropped.join(', '),
    ...(reason === undefined ? {} : { reason }),
  })
  const { name, url, environment } = after
  const options = JSON.stringify(keptOptions(row.system, after.options))
  const { mac: _, ...rest } = row
  backendRows(desk.store).update(sealedRow(desk, { ...rest, name, url, environment, options, changed_seq }))
}

/** Records an event of a backend and gives its sequence. */
export function recordOfBackend(
  desk: OpenDesk,
  by: Operator,
  action: Extract<AuditAction, `backend.${string}`>,
  target: string,
  detail: NonNullable<AuditEntry['detail']>,
): number {
  return desk.audit.append({ action, result: 'done', actor: by.name, target, detail })
}

/** Gives the fingerprints of an entry's CA file, by which the audit names it. */
export function fingerprintsOf(options: BackendOptions | undefined): string {
  const read = readAuthorityFile((options?.authorities ?? []).join('\n'))
  return 'fingerprints' in read ? read.fingerprints.join(', ') : ''
}

type Shown = Record<string, string | boolean | null>

/** Gives an entry as the audit tells it: with fingerprints in place of certificates, and a line an application. */
export function shownEntry(system: System, { name, url, environment, options }: BackendEntry): Shown {
  const { authorities: _, applications = [], ...kept } = keptOptions(system, options)
  const lines = applications.map(({ appid, tokenValidation, allowPasswordChange }): [string, string] => [
    `application ${appid}`,
    `tokenValidation ${String(tokenValidation)}, allowPasswordChange ${String(allowPasswordChange)}`,
  ])
  return {
    system,
    name,
    url,
    environment,
    ...kept,
    authorities: fingerprintsOf(options),
    ...Object.fromEntries(lines),
  }
}

function differences(before: Shown, after: Shown): [before: string, after: string] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name] !== after[name],
  )
  const only = (values: Shown): string =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, values[name]])))
  return [only(before), only(after)]
}
