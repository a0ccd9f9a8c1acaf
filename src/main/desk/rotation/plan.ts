import { setImmediate } from 'node:timers/promises'
import type { RotationRecord } from '../../../shared/contract/rotations.ts'
import { openChangeStates } from '../../../shared/model/change.ts'
import { Problem } from '../../../shared/model/problems.ts'
import type { RotationRefusal } from '../../../shared/model/rotation.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { accountRows, type AccountPlace, type AccountRow } from '../../store/accounts/accounts.ts'
import { rotationRows } from '../../store/changes/rotations.ts'
import { changePasswordRules } from '../../systems/openim/change-password-rules.ts'
import { prepareChangePassword } from '../../systems/openim/change-password.client.ts'
import { SealBrokenError } from '../../vault/sealing.ts'
import { accountFilter, type AdminMatch } from '../admins/admin-views.ts'
import { accountOf, currentPasswordOf } from '../accounts/accounts.ts'
import { accessBackend, type BackendAccess } from '../backends/backend-access.ts'
import { wireInput } from '../changes/change-admin-password.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { newRotationPassword } from './new-password.ts'
import { rotationRecord } from './views.ts'

/** Says which accounts of a backend a rotation is to change, in which order, and how long their passwords will be. */
export interface RotationWish {
  backendId: string
  accounts: 'all' | readonly string[] | { matching: Omit<AdminMatch, 'backendId'> }
  passwordLength: number
}

/** Carries one account of a plan with the reason why it is refused, if it is. */
export interface TriedAccount {
  account: AccountRow
  reason: RotationRefusal | null
}

/** Bounds how many accounts are tried, and how many are read, before others get their turn. */
const triedAtOnce = 10
const readAtOnce = 100

/**
 * Tries every chosen account against the target's rules with a password made for the purpose, and gives what would
 * stop it; the calling admin comes last. Sends and writes nothing. Fails where the backend itself cannot be used, an
 * account is not of it, or there is none.
 */
export async function dryRunRotation(desk: OpenDesk, wish: RotationWish): Promise<TriedAccount[]> {
  const access = accessBackend(desk, wish.backendId)
  const tried: TriedAccount[] = []
  for (const account of chosenAccounts(desk, wish)) {
    tried.push({ account, reason: refusalOf(desk, access, account, wish.passwordLength) })
    if (tried.length % triedAtOnce === 0) await setImmediate()
  }
  if (tried.length === 0) throw new Problem('ROTATION_EMPTY')
  // The others are changed by its token: with another password in force it could not sign in for them any more.
  const isCaller = ({ account }: TriedAccount): boolean =>
    access.callingAdmin.kind === 'calling-admin' && access.callingAdmin.account === account.account
  return [...tried.filter((one) => !isCaller(one)), ...tried.filter(isCaller)]
}

/** Plans a rotation: tries every chosen account, and keeps the plan with what was refused. */
export async function planRotation(
  desk: OpenDesk,
  operator: Operator,
  wish: RotationWish,
): Promise<RotationRecord> {
  const tried = await dryRunRotation(desk, wish)
  const rows = rotationRows(desk.store)
  const id = desk.random.uuid()
  const refused = tried.filter(({ reason }) => reason !== null).length
  const planned = desk.store.transaction(() => {
    rows.insert(
      {
        id,
        backend_id: wish.backendId,
        operator: operator.name,
        state: 'planned',
        password_length: wish.passwordLength,
        planned_at: desk.timestamp(),
        started_at: null,
        ended_at: null,
        stop_reason: null,
      },
      tried.map(({ account, reason }) => ({ accountId: account.id, reason })),
    )
    const rotation = rotationRecord(desk, id)
    desk.audit.append({
      action: 'rotation.planned',
      result: 'done',
      actor: operator.name,
      target: rotation.backend.name,
      detail: { rotation: id, accounts: tried.length, refused, passwordLength: wish.passwordLength },
    })
    return rotation
  })
  desk.live.publish('rotation')
  return planned
}

function* chosenAccounts(desk: OpenDesk, { backendId, accounts }: RotationWish): Generator<AccountRow> {
  if (accounts !== 'all' && !('matching' in accounts)) {
    for (const accountId of new Set(accounts)) {
      const account = accountOf(desk, accountId)
      if (account.backend_id !== backendId) throw new Problem('NOT_FOUND', { what: 'admin' })
      yield account
    }
    return
  }
  const match = accounts === 'all' ? {} : accounts.matching
  const filter = {
    ...accountFilter(desk.clock.now(), { ...match, backendId }),
    sort: 'account',
    descending: false,
  } as const
  let after: AccountPlace | undefined
  do {
    const { rows, next } = accountRows(desk.store).page(filter, after, readAtOnce)
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}

function refusalOf(
  desk: OpenDesk,
  access: BackendAccess,
  account: AccountRow,
  length: number,
): RotationRefusal | null {
  // The change that holds an account is always its last: no other can begin beside it.
  if (openChangeStates.some((state) => state === account.last_change_state)) return 'change-open'
  if (access.isBuiltIn && desk.directory.admins.byUserID(account.user_id) === null) return 'admin-gone'
  const current = knownPassword(desk, account)
  if (!(current instanceof Secret)) return current
  const proposal = { account, current, next: newRotationPassword(desk, length), from: 'generated' as const }
  const input = {
    ...wireInput(proposal, access),
    token: new Secret('the token that the desk will hold then'),
  }
  const broken = changePasswordRules.find((rule) => !rule.keeps(input))
  if (broken !== undefined) return broken.id
  return prepareChangePassword(input, access.target).refusal === null ? null : 'request-refused'
}

function knownPassword(desk: OpenDesk, account: AccountRow): Secret | RotationRefusal {
  try {
    return currentPasswordOf(desk, account) ?? 'password-not-known'
  } catch (error) {
    if (error instanceof SealBrokenError) return 'sealed-value-damaged'
    throw error
  }
}
