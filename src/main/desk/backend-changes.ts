import type { AuditAction } from '../../shared/model/audit-action.ts'
import { secretKindsOf } from '../../shared/model/backend-secret.ts'
import type { AuditEntry } from '../../shared/model/ports.ts'
import { Problem } from '../../shared/model/problems.ts'
import type { Environment, System } from '../../shared/model/systems.ts'
import { backendSecretRows } from '../store/backend-secrets.ts'
import { backendRows } from '../store/backends.ts'
import type { BackendsTable } from '../store/schema.ts'
import { readAuthorityFile } from '../systems/authority-file.ts'
import { targetUrl } from '../systems/target.ts'
import {
  backendOptions,
  keptOptions,
  withSettings,
  type BackendOptions,
  type GivenSettings,
} from './backend-options.ts'
import { intactBackend, originOf, sealedRow } from './backend-row.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/** Carries a backend as it is entered; `consent` is its name, typed to agree to http:// beyond this machine. */
export interface NewBackend extends GivenSettings {
  system?: System | undefined
  name: string
  url: string
  environment: Environment
  consent?: string | undefined
}

/** Carries what of a backend is to change; what is not named stays. */
export type BackendChanges = { backendId: string } & {
  [N in keyof Omit<NewBackend, 'system'>]?: NewBackend[N] | undefined
}

/** Holds a backend as it is before or after a change. */
interface Entry {
  name: string
  url: string
  environment: Environment
  options: BackendOptions
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
    const changed_seq = append(desk, by, 'backend.added', name, { id, ...shown(system, after) })
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
    if (row.built_in === 1) {
      throw new Problem('BACKEND_SETTING_REFUSED', { rule: 'The built-in backend has no address to change.' })
    }
    const before = entryOf(row)
    const wanted = {
      name: name ?? before.name,
      url: url ?? before.url,
      environment: environment ?? before.environment,
      options: withSettings(row.system, before.options, settings),
    }
    demandFreeName(desk, wanted.name, row.id)
    const after = reachable(before, wanted, consent)
    const options = JSON.stringify(keptOptions(row.system, after.options))
    const [was, is] = differences(shown(row.system, before), shown(row.system, after))
    if (was === '{}' && is === '{}' && options === row.options) return
    const dropped = dropSecrets(desk, row, before, after)
    recordWays(desk, by, before, after)
    const changed_seq = append(desk, by, 'backend.changed', before.name, {
      id: row.id,
      before: was,
      after: is,
      secretsDropped: dropped.join(', '),
    })
    const { mac: _, ...rest } = row
    backendRows(desk.store).update(
      sealedRow(desk, {
        ...rest,
        name: after.name,
        url: after.url,
        environment: after.environment,
        options,
        changed_seq,
      }),
    )
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
    append(desk, by, 'backend.removed', row.name, { id: row.id, url: row.url })
    rows.delete(row.id)
  })
  desk.live.publish('admins')
}

const empty = { options: '{}' }

function entryOf(row: BackendsTable): Entry {
  return { name: row.name, url: row.url ?? '', environment: row.environment, options: backendOptions(row) }
}

function demandFreeName({ store }: OpenDesk, name: string, id: string): void {
  const taken = backendRows(store)
    .list()
    .some((row) => row.name === name && row.id !== id)
  if (taken) throw new Problem('ALREADY_THERE', { what: 'backend' })
}

/** Settles whether requests may go where they would: by http:// beyond this machine only with consent to just that. */
function reachable(before: Entry | null, wanted: Entry, consent: string | undefined): Entry {
  const { name, options } = wanted
  const proxy = options.proxy ?? undefined
  const secure = targetUrl({ baseUrl: wanted.url, allowHttp: false, proxy }, '')
  if (typeof secure === 'string') return { ...wanted, url: secure, options: { ...options, allowHttp: false } }
  const inClear = targetUrl({ baseUrl: wanted.url, allowHttp: true, proxy }, '')
  if (typeof inClear !== 'string') throw new Problem('ADDRESS_REFUSED', { rule: inClear.rule })
  const stands =
    before?.options.allowHttp === true && before.url === inClear && before.options.proxy === options.proxy
  if (!stands && consent === undefined) throw new Problem('ADDRESS_REFUSED', { rule: secure.rule })
  if (!stands && consent !== name) throw new Problem('CONFIRMATION_DIFFERS', { expected: name })
  return { ...wanted, url: inClear, options: { ...options, allowHttp: true } }
}

function dropSecrets(desk: OpenDesk, row: BackendsTable, before: Entry, after: Entry): string[] {
  const isElsewhere = originOf(row) !== originOf({ built_in: 0, url: after.url })
  const isAnotherAdmin = before.options.callingAdmin !== after.options.callingAdmin
  const rows = backendSecretRows(desk.store)
  return secretKindsOf[row.system].filter(
    (kind) => (isElsewhere || (isAnotherAdmin && kind === 'calling-password')) && rows.delete(row.id, kind),
  )
}

/** Records what leads requests another way: consent to http://, a CA file, a proxy. */
function recordWays(desk: OpenDesk, by: Operator, before: Entry | null, after: Entry): void {
  const { name, url, options } = after
  const stood = before?.options.allowHttp === true && before.url === url
  if (options.allowHttp && !(stood && before.options.proxy === options.proxy)) {
    append(desk, by, 'backend.http-consented', name, { url })
  }
  const fingerprints = fingerprintsOf(options)
  if (fingerprints !== fingerprintsOf(before?.options)) {
    append(desk, by, 'backend.ca-set', name, { fingerprints })
  }
  if (options.proxy !== (before?.options.proxy ?? null)) {
    append(desk, by, 'backend.proxy-set', name, { proxy: options.proxy })
  }
}

function fingerprintsOf(options: BackendOptions | undefined): string {
  const read = readAuthorityFile((options?.authorities ?? []).join('\n'))
  return 'fingerprints' in read ? read.fingerprints.join(', ') : ''
}

type Shown = Record<string, string | boolean | null>

/** Gives a backend as the audit tells it: with fingerprints in place of certificates. */
function shown(system: System, { name, url, environment, options }: Entry): Shown {
  const { authorities: _, ...kept } = keptOptions(system, options)
  return { system, name, url, environment, ...kept, authorities: fingerprintsOf(options) }
}

function differences(before: Shown, after: Shown): [before: string, after: string] {
  const names = Object.keys(after).filter((name) => before[name] !== after[name])
  const only = (values: Shown): string =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, values[name]])))
  return [only(before), only(after)]
}

function append(
  desk: OpenDesk,
  by: Operator,
  action: Extract<AuditAction, `backend.${string}`>,
  target: string,
  detail: AuditEntry['detail'],
): number {
  return desk.audit.append({ action, result: 'done', actor: by.name, target, ...(detail && { detail }) })
}
