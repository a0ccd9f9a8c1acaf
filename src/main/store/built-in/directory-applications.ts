import type { ApplicationSort } from '../../../shared/model/listed-applications.ts'
import { applicationStretches, type ApplicationPlace } from './directory-application-order.ts'
import { prepareQuery } from '../directory-prepared-query.ts'
import type { DirectoryApplicationsTable } from '../schema/schema.ts'
import { sql } from '../sql.ts'
import type { Store } from '../store.ts'

/** Says which applications are wanted, in which order, and after which one. */
export interface ApplicationSelection {
  /** Is a part of appid or name. */
  search?: string | undefined
  status?: DirectoryApplicationsTable['status'] | undefined
  developerStatus?: DirectoryApplicationsTable['developer_status'] | undefined
  allowPasswordChange?: boolean | undefined
  tokenValidation?: boolean | undefined
  /** Is the appid where nothing else is said. */
  sort?: ApplicationSort | undefined
  descending?: boolean | undefined
  /** Is the appid of the last one of the page before. */
  after?: string | undefined
}

/** Reads and writes the directory's applications, unchecked. */
export interface DirectoryApplicationRows {
  get(appid: string): DirectoryApplicationsTable | undefined
  /** Gives applications in their order; where the one before is gone, and its value with it, from the beginning. */
  list(selection: ApplicationSelection, limit: number): DirectoryApplicationsTable[]
  insert(row: DirectoryApplicationsTable): void
  update(row: DirectoryApplicationsTable): void
}

const table = 'directory_applications'
const byAppid = prepareQuery((appid: string) => sql.selectFrom(table).selectAll().where('appid', '=', appid))

/** Makes the repository of the directory's applications. */
export function directoryApplicationRows(store: Store): DirectoryApplicationRows {
  const get = (appid: string) => store.get(byAppid(appid))
  const placeOf = (appid: string | undefined, sort: ApplicationSort): ApplicationPlace | undefined => {
    if (appid === undefined) return undefined
    const value = sort === 'appid' ? appid : get(appid)?.[sort]
    return value === undefined ? undefined : { value, appid }
  }
  return {
    get,
    list(selection, limit) {
      const { sort = 'appid', descending = false, after } = selection
      const found: DirectoryApplicationsTable[] = []
      for (const { place, sorted } of applicationStretches({ sort, descending }, placeOf(after, sort))) {
        if (found.length === limit) break
        const query = selected(selection).where(place).orderBy(sorted)
        found.push(...store.all(query.limit(limit - found.length)))
      }
      return found
    },
    insert(row) {
      store.run(sql.insertInto(table).values(row))
    },
    update(row) {
      store.run(sql.updateTable(table).set(row).where('appid', '=', row.appid))
    },
  }
}

function selected({ search = '', ...flags }: ApplicationSelection) {
  const { status, developerStatus, allowPasswordChange, tokenValidation } = flags
  let query = sql.selectFrom(table).selectAll()
  if (status !== undefined) query = query.where('status', '=', status)
  if (developerStatus !== undefined) query = query.where('developer_status', '=', developerStatus)
  if (allowPasswordChange !== undefined)
    query = query.where('allow_password_change', '=', allowPasswordChange ? 1 : 0)
  if (tokenValidation !== undefined) query = query.where('token_validation', '=', tokenValidation ? 1 : 0)
  const part = search.trim().toLowerCase()
  if (part === '') return query
  return query.where((where) =>
    where.or(
      (['appid', 'name'] as const).map((column) =>
        where(where.fn<number>('instr', [where.fn('lower', [column]), where.val(part)]), '>', 0),
      ),
    ),
  )
}
