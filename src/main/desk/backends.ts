import type { ListedBackend } from '../../shared/contract/backends.ts'
import type { Environment } from '../../shared/model/systems.ts'
import { Problem } from '../../shared/model/problems.ts'
import { Secret } from '../../shared/model/secret.ts'
import { accountRows } from '../store/accounts.ts'
import { backendFields, backendRows } from '../store/backends.ts'
import { targetUrl } from '../systems/target.ts'
import { currentPasswordPlace } from './accounts.ts'
import { demandIntactBackend, isIntactBackend } from './backend-access.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/** Carries a backend as it is entered. */
export interface NewBackend {
  name: string
  url: string
  environment: Environment
  passwordEncoding: 'plain' | 'md5-hex'
  allowHttp: boolean
}

/** Carries an admin of a backend as it is entered; the current password is kept in the vault if it is given. */
export interface NewAdmin {
  backendId: string
  userID: string
  account: string
  nickname: string
  currentPassword?: string | undefined
}

/** Gives every backend, the desk's own among them; of one that was edited from outside only what cannot mislead. */
export function listBackends(desk: OpenDesk): ListedBackend[] {
  return backendRows(desk.store)
    .list()
    .map((row): ListedBackend => {
      const { id, name, system, url, environment, built_in } = row
      if (!isIntactBackend(desk, row)) return { damaged: true, id, name }
      return { damaged: false, id, name, system, url, environment, builtIn: built_in === 1 }
    })
}

/** Adds a backend of openim; fails with `ADDRESS_REFUSED` where no request could go there, and by a name that is taken. */
export function addBackend(desk: OpenDesk, by: Operator, given: NewBackend): { id: string } {
  const { name, url, environment, passwordEncoding, allowHttp } = given
  const reached = targetUrl({ baseUrl: url, allowHttp }, '')
  if (typeof reached !== 'string') throw new Problem('ADDRESS_REFUSED', { rule: reached.rule })
  const rows = backendRows(desk.store)
  const id = desk.random.uuid()
  desk.store.transaction(() => {
    if (rows.list().some((row) => row.name === name)) throw new Problem('ALREADY_THERE', { what: 'backend' })
    const changed_seq = desk.audit.append({
      action: 'backend.added',
      result: 'done',
      actor: by.name,
      target: name,
      detail: { url: reached, environment, passwordEncoding, allowHttp },
    })
    const options = JSON.stringify({ passwordEncoding, allowHttp })
    const row = {
      id,
      system: 'openim' as const,
      name,
      url: reached,
      environment,
      built_in: 0,
      options,
      changed_seq,
    }
    rows.insert({ ...row, mac: desk.vault.rowMac('backends', backendFields(row)) })
  })
  desk.live.publish('admins')
  return { id }
}

/** Enters an admin of a backend other than the desk's own, whose admins come from its directory. */
export function addAdmin(desk: OpenDesk, by: Operator, given: NewAdmin): { accountId: string } {
  const { backendId, userID, account, nickname, currentPassword } = given
  const backend = backendRows(desk.store).get(backendId)
  if (backend?.built_in !== 0) throw new Problem('NOT_FOUND', { what: 'backend' })
  demandIntactBackend(desk, backend)
  const accounts = accountRows(desk.store)
  const id = desk.random.uuid()
  desk.store.transaction(() => {
    if (accounts.byUserId(backendId, userID) !== undefined)
      throw new Problem('ALREADY_THERE', { what: 'admin' })
    accounts.insert({
      id,
      backend_id: backendId,
      user_id: userID,
      account,
      nickname,
      level: 0,
      sealed_password:
        currentPassword === undefined
          ? null
          : Buffer.from(desk.vault.seal('accounts', new Secret(currentPassword), currentPasswordPlace(id))),
      password_score: null,
      password_changed_at: null,
      last_change_id: null,
      last_change_at: null,
      sample: 0,
    })
    desk.audit.append({
      action: 'admin.added',
      result: 'done',
      actor: by.name,
      target: account,
      detail: { userID, backend: backend.name },
    })
  })
  desk.live.publish('admins')
  return { accountId: id }
}
