import { applicationSecretKind } from '../../../shared/model/backend-secret.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { demandApplication, keptUnder } from './backend-applications.ts'
import { areAlike, entryOf, saveEntry, type ToldOfChange } from './backend-entry.ts'
import type { RecordedApplication } from './backend-options.ts'
import { intactBackend } from './backend-row.ts'
import { backendSecret, keepBackendSecret, setBackendSecret } from './backend-secrets.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/** Carries an application as it is entered for a backend, with its signature if that is given too. */
export type NewApplication = RecordedApplication & { backendId: string; signature?: string | undefined }

/**
 * Enters an application for a backend of nobase; fails with `ALREADY_THERE` by an appid that the backend has, and with
 * `BACKEND_SETTING_REFUSED` at a system without applications.
 */
export function addRemoteApplication(desk: OpenDesk, by: Operator, given: NewApplication): void {
  const { backendId, signature, ...application } = given
  desk.store.transaction(() => {
    const row = nobaseRow(desk, backendId)
    const { applications } = entryOf(row).options
    demandFree(applications, application.appid)
    keepApplications(desk, by, row, [...applications, application])
    if (signature === undefined) return
    const kind = applicationSecretKind
    setBackendSecret(desk, by, { backendId, kind, appid: application.appid, secret: signature })
  })
  desk.live.publish('admins')
}

/** Names an application of a backend, what is to be recorded of it, and the reason, which goes to the audit. */
export interface ApplicationChange {
  backendId: string
  appid: string
  to: RecordedApplication
  reason: string
}

/**
 * Changes what is recorded of an application of a backend, and gives what was before and is after; its signature goes
 * along with another appid.
 */
export function editRemoteApplication(
  desk: OpenDesk,
  by: Operator,
  { backendId, appid, to, reason }: ApplicationChange,
): { before: RecordedApplication; after: RecordedApplication } {
  const before = desk.store.transaction(() => {
    const row = nobaseRow(desk, backendId)
    const present = demandApplication(row, appid)
    const { applications } = entryOf(row).options
    if (to.appid !== appid) demandFree(applications, to.appid)
    const after = applications.map((one) => (one.appid === appid ? to : one))
    keepApplications(desk, by, row, after, { reason })
    if (to.appid !== appid) moveSignature(desk, row, appid, to.appid)
    return present
  })
  desk.live.publish('admins')
  return { before, after: to }
}

/** Takes an application of a backend away, and its signature with it. */
export function removeRemoteApplication(
  desk: OpenDesk,
  by: Operator,
  { backendId, appid }: { backendId: string; appid: string },
): void {
  desk.store.transaction(() => {
    const row = nobaseRow(desk, backendId)
    demandApplication(row, appid)
    const after = entryOf(row).options.applications.filter((one) => one.appid !== appid)
    const isSigned = backendSecret(desk, row, applicationSecretKind, keptUnder(row, appid)) !== null
    const secretsDropped = isSigned ? [`${applicationSecretKind} of ${appid}`] : []
    keepApplications(desk, by, row, after, { secretsDropped })
    keepBackendSecret(desk, row, applicationSecretKind, null, appid)
  })
  desk.live.publish('admins')
}

/** Puts the signature that was kept for a backend as a whole to its sole application, before its row is written anew. */
export function settleSignatures(desk: OpenDesk, row: BackendsTable): void {
  const [sole] = entryOf(row).options.applications
  if (sole !== undefined && sole.appid !== '' && keptUnder(row, sole.appid) === '') {
    moveSignature(desk, row, '', sole.appid)
  }
}

function keepApplications(
  desk: OpenDesk,
  by: Operator,
  row: BackendsTable,
  applications: RecordedApplication[],
  also: ToldOfChange = {},
): void {
  const before = entryOf(row)
  const after = { ...before, options: { ...before.options, applications } }
  if (areAlike(row.system, before, after)) return
  settleSignatures(desk, row)
  saveEntry(desk, by, row, after, also)
}

/** Seals a signature for another application; one that was entered for another address is taken away. */
function moveSignature(desk: OpenDesk, row: BackendsTable, from: string, to: string): void {
  const kept = backendSecret(desk, row, applicationSecretKind, from)
  keepBackendSecret(desk, row, applicationSecretKind, null, from)
  if (kept instanceof Secret) keepBackendSecret(desk, row, applicationSecretKind, kept, to)
}

function nobaseRow(desk: OpenDesk, backendId: string): BackendsTable {
  const row = intactBackend(desk, backendId)
  if (row.built_in === 1 || row.system !== 'nobase') {
    throw new Problem('BACKEND_SETTING_REFUSED', { rule: row.built_in === 1 ? 'built-in' : 'other-system' })
  }
  return row
}

function demandFree(applications: readonly RecordedApplication[], appid: string): void {
  const taken = applications.some((one) => one.appid === appid)
  if (taken) throw new Problem('ALREADY_THERE', { what: 'application' })
}
