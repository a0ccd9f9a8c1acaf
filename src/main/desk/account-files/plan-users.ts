import type {
  AccountFileColumn,
  AccountFileRow,
  AccountRowPassword,
} from '../../../shared/model/account-file.ts'
import { directoryApplicationRows } from '../../store/built-in/directory-applications.ts'
import { directoryUserRows, type DirectoryUserRow } from '../../store/built-in/directory-users.ts'
import { hasPassword } from '../../directory/check-password.ts'
import type { UserEntering } from '../../directory/document/enter-users.ts'
import { phoneOf } from '../../directory/user-clashes.ts'
import type { DirectoryApplicationsTable } from '../../store/schema/schema.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { faultsOfNewNames, faultsOfValues, rowFault } from './check-value.ts'
import { noNames, refusedRow, type PlanChoice, type PlannedRow, type RowPlanner } from './planned-row.ts'
import type { FileRow } from './read-account-file.ts'
import { userWarnings, type UserToBe } from './warn-of-users.ts'

/** Lists the columns of a user that a file can change. */
const compared = ['uid', 'phone', 'email', 'nickname', 'status', 'signText'] as const

/** Lists those of which an empty cell says nothing. */
const keptWhenEmpty: readonly AccountFileColumn[] = ['uid', 'status']

/** Plans the users of the built-in directory; what is written goes in as by a document of the directory. */
export function userPlanner(desk: OpenDesk, by: Operator, { replacePasswords }: PlanChoice): RowPlanner {
  const applications = directoryApplicationRows(desk.store)
  const users = directoryUserRows(desk.store)
  const known = new Map<string, DirectoryApplicationsTable | null>()
  const warnings = userWarnings(users)
  const firstLines = new Map<string, number>()
  let entering: UserEntering | null = null
  const enter = (entry: object): void => {
    const through = { store: desk.store, appendEvent: desk.audit.append }
    entering ??= desk.directory.documents.enterUsers(through, { actor: by.name })
    entering.enter(entry)
  }

  const applicationOf = (appid: string): DirectoryApplicationsTable | null => {
    const found = known.get(appid)
    if (found !== undefined) return found
    const application = applications.get(appid) ?? null
    known.set(appid, application)
    return application
  }
  const passwordFate = ({ password }: FileRow, user: DirectoryUserRow | undefined): AccountRowPassword => {
    if (password === null) return 'not-given'
    if (user === undefined || !hasPassword(user)) return 'given'
    return replacePasswords ? 'replaces' : 'kept'
  }

  return {
    plan(row): PlannedRow {
      const { line, values } = row
      const { appid = '', account = '' } = values
      const faults = faultsOfValues(row, ['appid', 'account'])
      if (row.surplus > 0) return refusedRow(line, noNames, faults)
      const key = JSON.stringify([appid, account])
      const first = firstLines.get(key)
      firstLines.set(key, first ?? line)
      if (first !== undefined) faults.push(rowFault('twice', null, first))
      const application = applicationOf(appid)
      if (appid !== '' && application === null) faults.push(rowFault('application-unknown', 'appid', appid))
      const user = faults.length > 0 ? undefined : users.byAccount(appid, account)
      if (user === undefined) faults.push(...faultsOfNewNames(row))
      const names = { place: appid, environment: null, id: values.uid ?? String(user?.uid ?? ''), account }
      if (application === null || faults.length > 0) return refusedRow(line, names, faults)

      const changes = differencesOf(user ?? nobody, row)
      warnings.add(userToBe(row, user, application))
      const password = passwordFate(row, user)
      const setsPassword = password === 'given' || password === 'replaces'
      const touches = user === undefined || changes.length > 0 || setsPassword
      const state = user === undefined ? 'new' : touches ? 'changed' : 'unchanged'
      return {
        view: { line, state, ...names, changes, password, faults: [] },
        write: touches
          ? () => {
              enter(entryOf(row, setsPassword))
            }
          : null,
      }
    },
    warningsOf: (line) => warnings.of(line),
    finish() {
      const errors = entering?.end() ?? []
      if (errors.length > 0) throw new Error(`the directory refused ${String(errors.length)} users`)
    },
  }
}

/** Stands in for what is known of a user who is new. */
const nobody = { uid: '', phone: '', email: '', nickname: '', status: 'normal', sign_text: '' } as const

type KnownUser = Pick<DirectoryUserRow, 'phone' | 'email' | 'nickname' | 'status' | 'sign_text'> & {
  uid: number | string
}

function differencesOf(user: KnownUser, { values }: FileRow): AccountFileRow['changes'] {
  const { uid, phone, email, nickname, status, sign_text: signText } = user
  const before = { uid: String(uid), phone, email, nickname, status, signText }
  return compared.flatMap((column) => {
    // Zeros in front make no other number.
    const after = column === 'uid' && values.uid ? String(Number(values.uid)) : values[column]
    const says = after !== undefined && !(after === '' && keptWhenEmpty.includes(column))
    return says && after !== before[column] ? [{ column, before: before[column], after }] : []
  })
}

/** Says how a row would leave a user; of what it does not bring in, the user has what the store holds. */
function userToBe(
  { line, values }: FileRow,
  user: DirectoryUserRow | undefined,
  { account_min: min, account_max: max }: DirectoryApplicationsTable,
): UserToBe {
  const { appid = '', account = '', uid: givenUid = '' } = values
  const phone = values.phone ?? user?.phone ?? phoneOf(account)
  const uid = givenUid === '' ? (user?.uid ?? null) : Number(givenUid)
  const brings = { account: user === undefined, phone: phone !== user?.phone, uid: uid !== user?.uid }
  return { line, appid, account, phone, uid, brings, accountLength: { min, max } }
}

/** Writes a row as an entry of a directory document; what the row leaves out stays, or gets its default. */
function entryOf({ values, password }: FileRow, setsPassword: boolean): Record<string, string | number> {
  const given = Object.entries(values).filter(
    ([column, value]) => value !== '' || !keptWhenEmpty.some((one) => one === column),
  )
  const entry: Record<string, string | number> = Object.fromEntries(given)
  if (typeof entry['uid'] === 'string') entry['uid'] = Number(entry['uid'])
  if (setsPassword && password !== null) entry['password'] = password.reveal()
  return entry
}
