import type { UserStanding } from '../../../shared/model/listed-users.ts'
import { toldChange } from '../../../shared/model/told-change.ts'
import { csvRow } from '../../audit/csv.ts'
import { accountRows, type AccountPlace } from '../../store/accounts/accounts.ts'
import { accountFilter, type AdminMatch } from '../admins/admin-views.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { headingsOf } from './headings.ts'

/** Says whose accounts are written, and which of them. */
export type ExportQuery = ({ kind: 'admins' } & AdminMatch) | ({ kind: 'users' } & UserMatch)

interface UserMatch {
  search?: string | undefined
  appid?: string | undefined
  standing?: UserStanding | undefined
}

type Cells = readonly (string | number | null)[]

const page = 500
/** Has Excel read the file as UTF-8. */
const mark = '\uFEFF'
const lineEnd = '\r\n'

/**
 * Writes accounts as CSV, without any password, a page at a time, and the event before the first; nothing waits for a
 * slow page.
 */
export async function* exportAccounts(
  desk: OpenDesk,
  by: Operator,
  query: ExportQuery,
): AsyncGenerator<{ text: string; done: number }, void> {
  const { kind, ...match } = query
  const filters = Object.fromEntries(Object.entries(match).filter(([, value]) => value !== undefined))
  desk.audit.append({
    action: 'accounts.exported',
    result: 'done',
    actor: by.name,
    target: kind,
    detail: { format: 'csv', ...filters },
  })
  const { taken, forPeople } = headingsOf[kind]
  const headings = [...taken.filter((column) => column !== 'password'), ...forPeople]
  yield { text: `${mark}${csvRow(headings)}${lineEnd}`, done: 0 }
  let done = 0
  const pages = query.kind === 'admins' ? adminPages(desk, query) : userPages(desk, query)
  for (const rows of pages) {
    done += rows.length
    yield { text: rows.map((row) => `${csvRow(row)}${lineEnd}`).join(''), done }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function* adminPages(desk: OpenDesk, match: AdminMatch): Generator<Cells[], void> {
  const accounts = accountRows(desk.store)
  const { search, backendId, finding, state } = match
  const filter = {
    ...accountFilter(desk.clock.now(), { search, backendId, finding, state }),
    sort: 'account',
    descending: false,
  } as const
  let after: AccountPlace | undefined
  do {
    const { rows, next } = accounts.page(filter, after, page)
    yield rows.map((row) => [
      row.backend_name,
      row.user_id,
      row.account,
      row.nickname,
      row.level,
      row.backend_system,
      row.backend_environment,
      row.sealed_password === null ? 'no' : 'yes',
      row.password_changed_at,
      toldChange(row.last_change_state, row.last_change_settled_by),
      row.last_change_at,
    ])
    after = next ?? undefined
  } while (after !== undefined)
}

function* userPages(desk: OpenDesk, { search, appid, standing }: UserMatch): Generator<Cells[], void> {
  let after: string | null | undefined
  do {
    const match = { search, appid, standing }
    const found = desk.directory.users.search({ ...match, after: after ?? undefined, limit: page })
    yield found.users.map((user) => [
      user.appid,
      user.account,
      user.uid,
      user.phone,
      user.email,
      user.nickname,
      user.status,
      user.signText,
    ])
    after = found.next
  } while (after !== null)
}
