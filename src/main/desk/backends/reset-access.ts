import { applicationSecretKind, type BackendSecretKind } from '../../../shared/model/backend-secret.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { Secret } from '../../../shared/model/secret.ts'
import type { System } from '../../../shared/model/systems.ts'
import { signaturePlace } from '../../directory/places.ts'
import { directoryApplicationRows } from '../../store/built-in/directory-applications.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import type { Target } from '../../systems/target.ts'
import type { YunhuSession } from '../../systems/yunhu/sign.ts'
import { pathRoot } from '../../systems/yunhu/wire.ts'
import { accessBackend, type BackendAccess } from './backend-access.ts'
import { demandApplication, keptUnder } from './backend-applications.ts'
import { intactBackend } from './backend-row.ts'
import { demandBackendSecret } from './backend-secrets.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Says how an application of nobase is reached, and with which signature. */
export interface NobaseAccess {
  target: Target
  appid: string
  appSignature: Secret
  /** Says what the flag "token validation" is set to; null where nobody knows. */
  tokenValidation: boolean | null
  allowPasswordChange: boolean | null
  isBuiltIn: boolean
}

/**
 * Gives the way to an application of nobase by its appid: one of the desk's own directory, or one that another backend
 * is set up for. Fails with `NOT_FOUND` where there is no such application.
 */
export function nobaseAccess(desk: OpenDesk, backendId: string, given: string): NobaseAccess {
  const { target, isBuiltIn } = accessOf(desk, backendId, 'nobase')
  if (isBuiltIn) {
    const application = desk.directory.applications.byAppid(given)
    const row = directoryApplicationRows(desk.store).get(given)
    if (application === null || row === undefined) throw new Problem('NOT_FOUND', { what: 'application' })
    const appSignature = desk.vault.unseal('directory', row.sealed_signature, signaturePlace(given))
    const { appid, tokenValidation, allowPasswordChange } = application
    return { target, appid, appSignature, tokenValidation, allowPasswordChange, isBuiltIn }
  }
  const row = intactBackend(desk, backendId)
  const application = demandApplication(row, given)
  const appSignature = secretOf(desk, row, applicationSecretKind, keptUnder(row, given))
  return { target, ...application, appSignature, isBuiltIn }
}

/** Says how a backend of shuidi is reached, and what its requests are signed with. */
export interface ShuidiAccess {
  target: Target
  key: Secret
  template: string
}

/** Gives the way to a backend of shuidi. */
export function shuidiAccess(desk: OpenDesk, backendId: string): ShuidiAccess {
  const { target, options, isBuiltIn } = accessOf(desk, backendId, 'shuidi')
  if (isBuiltIn) {
    const { signKey: key, template } = desk.directory.settings.shuidi()
    return { target, key, template }
  }
  const key = secretOf(desk, intactBackend(desk, backendId), 'sign-key')
  return { target, key, template: options.signTemplate }
}

/** Says how a backend of yunhu is reached, and which keys the desk holds there; empty ones before any sign-in. */
export interface YunhuAccess {
  target: Target
  session: YunhuSession
  backend: BackendsTable
}

/** Gives the way to a backend of yunhu; the company and the account set are part of its address. */
export function yunhuAccess(desk: OpenDesk, backendId: string): YunhuAccess {
  const { target, isBuiltIn } = accessOf(desk, backendId, 'yunhu')
  const backend = intactBackend(desk, backendId)
  const session = { token: secretOf(desk, backend, 'token'), userkey: secretOf(desk, backend, 'userkey') }
  if (!isBuiltIn) return { target, session, backend }
  const { companyId, accountSet } = desk.directory.settings.yunhu()
  const route = [pathRoot, encodeURIComponent(companyId), encodeURIComponent(accountSet)].join('/')
  return { target: { ...target, baseUrl: target.baseUrl + route }, session, backend }
}

/** The desk's own backend speaks every system, any other the one that it was entered as. */
function accessOf(desk: OpenDesk, backendId: string, system: System): BackendAccess {
  const access = accessBackend(desk, backendId)
  if (!access.isBuiltIn && access.system !== system) throw new Problem('NOT_FOUND', { what: 'backend' })
  return access
}

function secretOf(desk: OpenDesk, backend: BackendsTable, kind: BackendSecretKind, application = ''): Secret {
  return demandBackendSecret(desk, backend, kind, application) ?? new Secret('')
}
