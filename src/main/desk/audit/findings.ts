import type { FindingSort } from '../../../shared/model/listed-findings.ts'
import type { FindingsFilter } from '../../audit/list-findings.ts'
import { accountRows } from '../../store/accounts/accounts.ts'
import { builtInBackendId } from '../../store/backends/backends.ts'
import { directoryUserRows } from '../../store/built-in/directory-users.ts'
import type { AccountName } from '../../store/audit/findings-reader.ts'
import { environmentsOf } from '../environments.ts'
import { findingsCursor, placeInOrder, placeInStore } from './findings-cursor.ts'
import type { OpenDesk } from '../open-desk.ts'

/** Says which findings are asked for, in which order, and from where on. */
export interface FindingsQuery extends Omit<FindingsFilter, 'alsoNamed'> {
  /** Names the built-in backend in the language of who searches. */
  builtInName?: string | undefined
  /** Is absent where admins come first, in the order of the store. */
  sort?: FindingSort | undefined
  descending?: boolean | undefined
  cursor?: string | undefined
  limit: number
}

/** Gives the use cases of findings over a desk whose store is open when they are called. */
export function findingsOf(need: () => OpenDesk) {
  return {
    async list({ cursor, limit, sort, descending = false, builtInName, ...narrowing }: FindingsQuery) {
      const { findings, clock, timestamp } = need()
      const readAt = timestamp()
      const filter = findingsFilter({ ...narrowing, builtInName })
      const asked = { now: clock.now(), filter, limit }
      const { rows: found, next } =
        sort === undefined
          ? await findings.page({ ...asked, after: placeInStore(cursor) })
          : await findings.sortedPage({
              ...asked,
              order: { sort, descending },
              after: placeInOrder(cursor, sort),
            })
      const sameAs = narrowing.sameAs === undefined ? null : nameOf(need(), narrowing.sameAs)
      const environments = environmentsOf(need())
      const rows = found.map((row) => ({
        ...row,
        environment: environments.get(row.backendId) ?? 'production',
      }))
      return { rows, sameAs, nextCursor: findingsCursor(next), readAt }
    },
    async summary() {
      const { findings, clock, timestamp } = need()
      const readAt = timestamp()
      return { ...(await findings.summary(clock.now())), readAt }
    },
  }
}

/** Gives the filter of a question: the built-in backend is found by the name that the page has for it too. */
export function findingsFilter({
  builtInName,
  ...narrowing
}: Omit<FindingsQuery, 'sort' | 'descending' | 'cursor' | 'limit'>): FindingsFilter {
  const alsoNamed = builtInName === undefined ? undefined : { backendId: builtInBackendId, name: builtInName }
  return { ...narrowing, alsoNamed }
}

function nameOf({ store }: OpenDesk, { kind, id }: AccountName): string | null {
  if (kind === 'admin') {
    const admin = accountRows(store).get(id)
    return admin === undefined ? null : admin.account || admin.user_id
  }
  const user = directoryUserRows(store).byNum(Number(id))
  return user === undefined ? null : user.account || String(user.uid)
}
