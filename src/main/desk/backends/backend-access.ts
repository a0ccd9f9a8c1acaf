import { Problem } from '../../../shared/model/problems.ts'
import type { Secret } from '../../../shared/model/secret.ts'
import type { System } from '../../../shared/model/systems.ts'
import { accountRows } from '../../store/accounts/accounts.ts'
import { backendSecretRows } from '../../store/backends/backend-secrets.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import type { PasswordEncoding } from '../../systems/openim/wire.ts'
import type { Target } from '../../systems/target.ts'
import type { TimeLimits } from '../../systems/time-limits.ts'
import { currentPasswordOf } from '../accounts/accounts.ts'
import { backendOptions, type BackendOptions } from './backend-options.ts'
import { intactBackend } from './backend-row.ts'
import { backendSecret } from './backend-secrets.ts'
import type { OpenDesk } from '../open-desk.ts'

/**
 * Says whose token a call at openim goes with: one that the desk mints at its own backend, that of the backend's calling
 * admin, one that was pasted, or the target's own. What was entered for another address is `elsewhere`.
 */
export type CallingAdmin =
  | { kind: 'own-token' | 'target-itself' }
  | { kind: 'calling-admin'; account: string; password: Secret | 'elsewhere' }
  | { kind: 'pasted-token'; token: Secret | 'elsewhere' }

/** Says how a backend is reached: its address, the way there, its consent, its settings, and who calls. */
export interface BackendAccess {
  id: string
  name: string
  system: System
  target: Target
  options: BackendOptions
  passwordEncoding: PasswordEncoding
  isBuiltIn: boolean
  callingAdmin: CallingAdmin
  limits: Partial<TimeLimits>
}

// Our own backend hashes at low priority on this same machine: on a busy one its answer takes longer, and will come.
const builtInLimits: Partial<TimeLimits> = { firstByte: 60_000, total: 90_000 }

/**
 * Gives the way to a backend after checking its row; fails with `SEALED_VALUE_DAMAGED` where the row was edited or rolled
 * back from outside, and with `BACKEND_DOWN` where it is the desk's own and does not run.
 */
export function accessBackend(desk: OpenDesk, backendId: string): BackendAccess {
  const row = intactBackend(desk, backendId)
  const options = backendOptions(row)
  const isBuiltIn = row.built_in === 1
  const baseUrl = isBuiltIn ? desk.builtIn.state().url : row.url
  if (baseUrl === null) throw new Problem('BACKEND_DOWN')
  const limits = isBuiltIn ? builtInLimits : desk.timeLimits
  const { allowHttp, passwordEncoding, proxy } = options
  const authorities = options.authorities.length === 0 ? undefined : options.authorities
  return {
    id: row.id,
    name: row.name,
    system: row.system,
    target: { baseUrl, allowHttp, authorities, proxy: proxy ?? undefined, limits },
    options,
    passwordEncoding,
    isBuiltIn,
    callingAdmin: callingAdminOf(desk, row, options),
    limits,
  }
}

function callingAdminOf(
  desk: OpenDesk,
  row: BackendsTable,
  { callingAdmin: account }: BackendOptions,
): CallingAdmin {
  if (row.built_in === 1) return { kind: 'own-token' }
  if (row.system !== 'openim') return { kind: 'target-itself' }
  const password = account === '' ? null : callingPassword(desk, row, account)
  if (password !== null) return { kind: 'calling-admin', account, password }
  const token = backendSecret(desk, row, 'token')
  return token === null ? { kind: 'target-itself' } : { kind: 'pasted-token', token }
}

/** Gives the calling admin's password as it was entered or, where the desk has changed it since, as it is now. */
function callingPassword(desk: OpenDesk, row: BackendsTable, name: string): Secret | null | 'elsewhere' {
  const entered = backendSecret(desk, row, 'calling-password')
  if (entered === null || entered === 'elsewhere') return entered
  const enteredAt = backendSecretRows(desk.store).get(row.id, 'calling-password')?.changed_at ?? ''
  const [account, another] = accountRows(desk.store).byAccount(row.id, name)
  const isChanged = account !== undefined && (account.password_changed_at ?? '') > enteredAt
  if (!isChanged || another !== undefined) return entered
  return currentPasswordOf(desk, account) ?? entered
}
