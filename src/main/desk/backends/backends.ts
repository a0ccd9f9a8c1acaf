import type { BackendDetail, BackendView, ListedBackend } from '../../../shared/contract/backends.ts'
import {
  applicationSecretKind,
  secretKindsOf,
  type BackendSecretKind,
} from '../../../shared/model/backend-secret.ts'
import { judgementColumns } from '../../../shared/model/password-judge.ts'
import { Problem } from '../../../shared/model/problems.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { accountRows } from '../../store/accounts/accounts.ts'
import { backendSecretRows } from '../../store/backends/backend-secrets.ts'
import { backendRows } from '../../store/backends/backends.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { readAuthorityFile } from '../../systems/authority-file.ts'
import { adminPasswordOwner, currentPasswordPlace } from '../accounts/admin-password.ts'
import {
  addBackend,
  editBackend,
  removeBackend,
  type BackendChanges,
  type NewBackend,
} from './backend-changes.ts'
import { keptUnder } from './backend-applications.ts'
import { backendOptions } from './backend-options.ts'
import { intactBackend, isBackendIntact } from './backend-row.ts'
import { backendSecret, setBackendSecret, type GivenSecret } from './backend-secrets.ts'
import { testBackend } from './backend-test.ts'
import { backendStanding } from './backend-standing.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import {
  addRemoteApplication,
  editRemoteApplication,
  removeRemoteApplication,
  type ApplicationChange,
  type NewApplication,
} from './remote-application-changes.ts'

/** Carries an admin of a backend as it is entered; the current password is kept in the vault if it is given. */
export interface NewAdmin {
  backendId: string
  userID: string
  account: string
  nickname: string
  currentPassword?: string | undefined
}

/** Gives every backend, the desk's own among them; of one that was edited from outside only what cannot mislead. */
function listBackends(desk: OpenDesk): ListedBackend[] {
  return backendRows(desk.store)
    .list()
    .map((row): ListedBackend => {
      const { id, name } = row
      return isBackendIntact(desk, id) ? { damaged: false, ...backendView(row) } : { damaged: true, id, name }
    })
}

function backendView({ id, name, system, url, environment, built_in }: BackendsTable): BackendView {
  return { id, name, system, url, environment, builtIn: built_in === 1 }
}

/** Gives one backend with its settings, its way, and which of its credentials are kept and can be used. */
function getBackend(desk: OpenDesk, backendId: string): BackendDetail {
  const row = backendRows(desk.store).get(backendId)
  if (row === undefined) throw new Problem('NOT_FOUND', { what: 'backend' })
  const { authorities, applications, ...options } = backendOptions(row)
  const read = readAuthorityFile(authorities.join('\n'))
  const secrets = keptSecrets(desk, row)
  return {
    ...backendView(row),
    intact: isBackendIntact(desk, row.id),
    ...options,
    applications: applications.map((one) => ({
      ...one,
      signature: secrets.find(isSignatureUnder(keptUnder(row, one.appid))) ?? null,
    })),
    authorities: 'fingerprints' in read ? read.fingerprints : [],
    secretKinds: row.built_in === 1 ? [] : [...secretKindsOf[row.system]],
    secrets: secrets.filter(({ kind }) => kind !== applicationSecretKind),
    ...backendRows(desk.store).useOf(row.id),
  }
}

const isSignatureUnder = (name: string) => (one: { kind: BackendSecretKind; application: string }) =>
  one.kind === applicationSecretKind && one.application === name

function keptSecrets(desk: OpenDesk, row: BackendsTable) {
  return backendSecretRows(desk.store)
    .list(row.id)
    .map(({ kind, application, changed_at: changedAt }) => {
      const usable = backendSecret(desk, row, kind, application) !== 'elsewhere'
      return { kind, application, changedAt, usable }
    })
}

/** Gives the use cases of backends over a desk whose store is open when they are called. */
export function backendsOf(need: () => OpenDesk) {
  return {
    list: () => listBackends(need()),
    standing: () => backendStanding(need()),
    get: (backendId: string) => getBackend(need(), backendId),
    add: (by: Operator, given: NewBackend) => addBackend(need(), by, given),
    edit: (by: Operator, changes: BackendChanges) => {
      editBackend(need(), by, changes)
    },
    remove: (by: Operator, backendId: string) => {
      removeBackend(need(), by, backendId)
    },
    addApplication: (by: Operator, given: NewApplication) => {
      addRemoteApplication(need(), by, given)
    },
    editApplication: (by: Operator, given: ApplicationChange) => editRemoteApplication(need(), by, given),
    removeApplication: (by: Operator, given: Parameters<typeof removeRemoteApplication>[2]) => {
      removeRemoteApplication(need(), by, given)
    },
    setSecret: (by: Operator, given: GivenSecret) => {
      setBackendSecret(need(), by, given)
    },
    test: (by: Operator, backendId: string) => {
      const desk = need()
      return desk.finishBeforeExit(testBackend(desk, by, backendId))
    },
  }
}

/** Enters an admin of a backend other than the desk's own, whose admins come from its directory. */
export function addAdmin(desk: OpenDesk, by: Operator, given: NewAdmin): { accountId: string } {
  const { backendId, userID, account, nickname, currentPassword } = given
  const backend = backendRows(desk.store).get(backendId)
  if (backend?.built_in !== 0) throw new Problem('NOT_FOUND', { what: 'backend' })
  intactBackend(desk, backendId)
  const accounts = accountRows(desk.store)
  const id = desk.random.uuid()
  const judged =
    currentPassword === undefined
      ? null
      : desk.passwordJudge.quick(
          new Secret(currentPassword),
          adminPasswordOwner({ account, user_id: userID, nickname }),
        )
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
      ...judgementColumns(judged),
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
  desk.judging.start()
  desk.live.publish('admins')
  return { accountId: id }
}
