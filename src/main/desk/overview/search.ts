import type { SearchResult } from '../../../shared/contract/search.ts'
import { accountRows } from '../../store/accounts/accounts.ts'
import { overviewRows } from '../../store/overview-rows.ts'
import { resetPage } from '../../store/resets/reset-list.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { findRemoteApplications } from '../backends/remote-applications.ts'

const mostOfAKind = 5
const oneMore = mostOfAKind + 1

/** Finds the first few admins, users, applications and callers' cases that match a text, of the kinds that are a role's. */
export function searchEverything(desk: OpenDesk, { role }: Operator, text: string): SearchResult {
  const isAdministrator = role === 'administrator'
  const seesCallers = role !== 'auditor'
  return {
    admins: firstOf(isAdministrator ? admins(desk, text) : []),
    users: firstOf(seesCallers ? users(desk, text) : []),
    applications: firstOf(isAdministrator ? applications(desk, text) : []),
    remoteApplications: firstOf(isAdministrator ? findRemoteApplications(desk, text) : []),
    resets: firstOf(seesCallers ? resets(desk, text) : []),
  }
}

function firstOf<Row>(found: readonly Row[]): { rows: Row[]; hasMore: boolean } {
  return { rows: found.slice(0, mostOfAKind), hasMore: found.length > mostOfAKind }
}

function admins({ store }: OpenDesk, search: string): SearchResult['admins']['rows'] {
  return accountRows(store)
    .page({ search, sort: 'account', descending: false }, undefined, oneMore)
    .rows.map(
      ({ id, account, user_id: userID, nickname, backend_name: name, backend_environment: environment }) => ({
        id,
        account,
        userID,
        nickname,
        backend: { name, environment },
      }),
    )
}

function users({ directory }: OpenDesk, search: string): SearchResult['users']['rows'] {
  return directory.users
    .search({ search, limit: oneMore })
    .users.map(({ num, account, nickname, phone, appid }) => ({ num, account, nickname, phone, appid }))
}

function applications({ directory }: OpenDesk, search: string): SearchResult['applications']['rows'] {
  return directory.applications.list({ search, limit: oneMore }).map(({ appid, name }) => ({ appid, name }))
}

function resets({ store }: OpenDesk, search: string): SearchResult['resets']['rows'] {
  const backends = new Map(
    overviewRows(store)
      .backends()
      .map((backend) => [backend.id, backend]),
  )
  const query = { filter: { search }, order: undefined, after: undefined, limit: oneMore }
  return resetPage(store, query).rows.flatMap(
    ({ id, number, account, ticket, system, closed_at: closedAt, backend_id: backendId }) => {
      const backend = backends.get(backendId)
      if (backend === undefined) return []
      const { name, environment } = backend
      const isOpen = closedAt === null
      return [{ id, number, account, ticket, system, isOpen, backend: { name, environment } }]
    },
  )
}
