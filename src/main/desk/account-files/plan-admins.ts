import type {
  AccountFileRow,
  AccountRowFaultFound,
  AccountRowPassword,
} from '../../../shared/model/account-file.ts'
import { accountFileRows, type StoredAccount } from '../../store/accounts/account-file-rows.ts'
import { backendRows } from '../../store/backends/backends.ts'
import { changeRows } from '../../store/changes/changes.ts'
import type { BackendsTable } from '../../store/schema/schema.ts'
import { SealBrokenError } from '../../vault/sealing.ts'
import { currentPasswordPlace } from '../accounts/admin-password.ts'
import { isBackendIntact } from '../backends/backend-row.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { faultsOfNewNames, faultsOfValues, rowFault } from './check-value.ts'
import { noNames, refusedRow, type PlanChoice, type PlannedRow, type RowPlanner } from './planned-row.ts'
import type { FileRow } from './read-account-file.ts'
import { writeAdmin, type SeenAdmin } from './write-admin.ts'

/** Carries a backend that a file names. */
interface NamedBackend {
  row: BackendsTable
  intact: boolean
}

/** Plans the admins of backends other than the desk's own, whose admins come from its directory. */
export function adminPlanner(desk: OpenDesk, by: Operator, { replacePasswords }: PlanChoice): RowPlanner {
  const lean = accountFileRows(desk.store)
  const changes = changeRows(desk.store)
  const backends = new Map<string, NamedBackend>(
    backendRows(desk.store)
      .list()
      .map((row) => [row.name, { row, intact: isBackendIntact(desk, row.id) }]),
  )
  const firstLines = new Map<string, number>()
  const claims = new Map<string, string>()

  const twice = (line: number, key: string): AccountRowFaultFound[] => {
    const first = firstLines.get(key)
    firstLines.set(key, first ?? line)
    return first === undefined ? [] : [rowFault('twice', null, first)]
  }
  const faultsAtBackend = (place: string, backend: NamedBackend | undefined): AccountRowFaultFound[] => {
    if (backend === undefined) return place === '' ? [] : [rowFault('backend-unknown', 'backend', place)]
    return backend.intact ? [] : [rowFault('backend-damaged', 'backend', place)]
  }
  /** Says whose the account is, in the store or earlier in the file, if it is another one's. */
  const holderOf = (backendId: string, account: string, userID: string): string | undefined => {
    const key = JSON.stringify([backendId, account])
    const holder = claims.get(key) ?? lean.byAccount(backendId, account)?.user_id
    if (holder === undefined) claims.set(key, userID)
    return holder === userID ? undefined : holder
  }
  const passwordFate = ({ password }: FileRow, known: StoredAccount | undefined): AccountRowPassword => {
    if (password === null) return 'not-given'
    if (!known?.sealed_password) return 'given'
    if (passwordIn(desk, known, known.sealed_password) === password.reveal()) return 'same'
    return replacePasswords ? 'replaces' : 'kept'
  }

  return {
    plan(row): PlannedRow {
      const { line, values } = row
      const { backend: place = '', userID = '', account = '' } = values
      const faults = faultsOfValues(row, ['backend', 'userID'])
      if (row.surplus > 0) return refusedRow(line, noNames, faults)
      const backend = backends.get(place)
      faults.push(...twice(line, JSON.stringify([place, userID])), ...faultsAtBackend(place, backend))
      const names = { place, environment: backend?.row.environment ?? null, id: userID, account }
      if (backend === undefined || faults.length > 0) return refusedRow(line, names, faults)

      const known = lean.byUserId(backend.row.id, userID)
      const seen = seenOf(row, known)
      const compared = { ...names, account: seen.account }
      const differences = differencesOf(known ?? { ...nobody, account: seen.account }, seen)
      const password = passwordFate(row, known)
      const setsPassword = password === 'given' || password === 'replaces'
      const touches = known === undefined || differences.length > 0 || setsPassword
      if (touches && backend.row.built_in === 1) faults.push(rowFault('directory-owned', 'backend'))
      if (known === undefined) {
        faults.push(
          ...(seen.account === '' ? [rowFault('missing', 'account')] : []),
          ...faultsOfNewNames(row),
        )
      }
      if (seen.account !== '' && known?.account !== seen.account) {
        const holder = holderOf(backend.row.id, seen.account, userID)
        if (holder !== undefined) faults.push(rowFault('account-taken', 'account', holder))
      }
      if (known !== undefined && touches && changes.openOf(`admin/${known.id}`) !== undefined)
        faults.push(rowFault('change-open'))
      if (faults.length > 0) return refusedRow(line, compared, faults)
      const state = known === undefined ? 'new' : touches ? 'changed' : 'unchanged'
      return {
        view: { line, state, ...compared, changes: differences, password, faults: [] },
        write: touches
          ? () => {
              writeAdmin(desk, by, { row, seen, known, backend: backend.row, setsPassword, differences })
            }
          : null,
      }
    },
    // Nobody finds an admin but by names that are one admin's.
    warningsOf: () => [],
    finish: () => undefined,
  }
}

/** Gives what is known of an account by the row; what the row leaves out stays, or gets its default. */
function seenOf({ values }: FileRow, known: StoredAccount | undefined): SeenAdmin {
  const level = values.level ?? ''
  return {
    account: (values.account ?? '') === '' ? (known?.account ?? '') : (values.account ?? ''),
    nickname: values.nickname ?? known?.nickname ?? '',
    level: level === '' ? (known?.level ?? 0) : Number(level),
  }
}

/** Stands in for what is known of an admin who is new. */
const nobody: SeenAdmin = { account: '', nickname: '', level: 0 }

function differencesOf(known: SeenAdmin, seen: SeenAdmin): AccountFileRow['changes'] {
  return (['account', 'nickname', 'level'] as const)
    .filter((column) => known[column] !== seen[column])
    .map((column) => ({ column, before: String(known[column]), after: String(seen[column]) }))
}

/** Gives the password in the vault; null where it does not open any more, so that any other differs from it. */
function passwordIn({ vault }: OpenDesk, { id }: StoredAccount, sealed: Buffer): string | null {
  try {
    return vault.unseal('accounts', sealed, currentPasswordPlace(id)).reveal()
  } catch (error) {
    if (error instanceof SealBrokenError) return null
    throw error
  }
}
