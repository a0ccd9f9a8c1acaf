import { isOwnBackendName } from '../../../shared/model/own-backend.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { Environment, System } from '../../../shared/model/systems.ts'
import { backendSecretRows } from '../../store/backends/backend-secrets.ts'
import { backendRows } from '../../store/backends/backends.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import {
  areAlike,
  entryOf,
  recordOfBackend,
  saveEntry,
  shownEntry,
  type BackendEntry,
} from './backend-entry.ts'
import { backendOptions, keptOptions, withSettings, type GivenSettings } from './backend-options.ts'
import { intactBackend, originOf, sealedRow } from './backend-row.ts'
import { reachable, recordWays } from './backend-way.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { settleSignatures } from './remote-application-changes.ts'

/** Carries a backend as it is entered; `consent` is its name, typed to agree to http:// beyond this machine. */
export interface NewBackend extends GivenSettings {
  system?: System | undefined
  name: string
  url: string
  environment: Environment
  consent?: string | undefined
}

/** Carries what of a backend is to change; what is not named stays, and so do its applications. */
export type BackendChanges = { backendId: string } & {
  [N in keyof Omit<NewBackend, 'system' | 'applications'>]?: NewBackend[N] | undefined
}

/**
 * Adds a backend; fails with `ADDRESS_REFUSED` where no request could go there, `BACKEND_SETTING_REFUSED`, and by a name
 * that is taken.
 */
export function addBackend(desk: OpenDesk, by: Operator, given: NewBackend): { id: string } {
  const { system = 'openim', name, url, environment, consent, ...settings } = given
  const id = desk.random.uuid()
  desk.store.transaction(() => {
    demandFreeName(desk, name, id)
    const wanted = { name, url, environment, options: withSettings(system, backendOptions(empty), settings) }
    const after = reachable(null, wanted, consent)
    recordWays(desk, by, null, after)
    const detail = { id, ...shownEntry(system, after) }
    const changed_seq = recordOfBackend(desk, by, 'backend.added', name, detail)
    backendRows(desk.store).insert(
      sealedRow(desk, {
        id,
        system,
        name,
        url: after.url,
        environment,
        built_in: 0,
        options: JSON.stringify(keptOptions(system, after.options)),
        changed_seq,
      }),
    )
  })
  desk.live.publish('admins')
  return { id }
}

/**
 * Changes a backend. Another address voids the consent to http:// and takes the secrets away that were entered for the
 * old one; another calling admin takes away the password of the one before.
 */
export function editBackend(desk: OpenDesk, by: Operator, changes: BackendChanges): void {
  const { backendId, name, url, environment, consent, ...settings } = changes
  desk.store.transaction(() => {
    const row = intactBackend(desk, backendId)
    if (row.built_in === 1) throw new Problem('BACKEND_SETTING_REFUSED', { rule: 'built-in' })
    const before = entryOf(row)
    const wanted = {
      name: name ?? before.name,
      url: url ?? before.url,
      environment: environment ?? before.environment,
      options: withSettings(row.system, before.options, settings),
    }
    if (wanted.name !== before.name) demandFreeName(desk, wanted.name, row.id)
    const after = reachable(before, wanted, consent)
    if (areAlike(row.system, before, after)) return
    const dropped = dropSecrets(desk, row, before, after)
    settleSignatures(desk, row)
    recordWays(desk, by, before, after)
    saveEntry(desk, by, row, after, { secretsDropped: dropped })
  })
  desk.live.publish('admins')
}

/** Removes a backend with its secrets; fails with `BACKEND_IN_USE` while admins or changes refer to it. */
export function removeBackend(desk: OpenDesk, by: Operator, backendId: string): void {
  desk.store.transaction(() => {
    const rows = backendRows(desk.store)
    const row = rows.get(backendId)
    if (row === undefined) throw new Problem('NOT_FOUND', { what: 'backend' })
    const use = rows.useOf(row.id)
    if (row.built_in === 1 || use.admins > 0 || use.changes > 0) throw new Problem('BACKEND_IN_USE', use)
    recordOfBackend(desk, by, 'backend.removed', row.name, { id: row.id, url: row.url })
    rows.delete(row.id)
  })
  desk.live.publish('admins')
}

const empty = { options: '{}' }

function demandFreeName({ store }: OpenDesk, name: string, id: string): void {
  const taken = backendRows(store)
    .list()
    .some((row) => row.name === name && row.id !== id)
  // An event keeps the name of its backend alone: it must not read as the desk's own in any language.
  if (taken || isOwnBackendName(name)) throw new Problem('ALREADY_THERE', { what: 'backend' })
}

function dropSecrets(
  desk: OpenDesk,
  row: BackendsTable,
  before: BackendEntry,
  after: BackendEntry,
): string[] {
  const isElsewhere = originOf(row) !== originOf({ built_in: 0, url: after.url })
  const isAnotherAdmin = before.options.callingAdmin !== after.options.callingAdmin
  const rows = backendSecretRows(desk.store)
  return rows
    .list(row.id)
    .filter(({ kind }) => isElsewhere || (isAnotherAdmin && kind === 'calling-password'))
    .map(({ kind, application }) => {
      rows.delete(row.id, kind, application)
      return application === '' ? kind : `${kind} of ${application}`
    })
}
