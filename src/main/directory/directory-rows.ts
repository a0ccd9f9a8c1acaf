import { directoryAdminRows } from '../store/directory-admins.ts'
import { directoryApplicationRows } from '../store/directory-applications.ts'
import { directoryCodeRows } from '../store/directory-codes.ts'
import { directoryOutboxRows } from '../store/directory-outbox.ts'
import { directoryTokenRows } from '../store/directory-tokens.ts'
import { directoryUserSearch } from '../store/directory-user-search.ts'
import { directoryUserRows } from '../store/directory-users.ts'
import type { Store } from '../store/store.ts'

/** Gives the repositories of the directory's tables over a store, or over a transaction of it. */
export function directoryRows(store: Store) {
  return {
    admins: directoryAdminRows(store),
    applications: directoryApplicationRows(store),
    users: directoryUserRows(store),
    userSearch: directoryUserSearch(store),
    tokens: directoryTokenRows(store),
    codes: directoryCodeRows(store),
    outbox: directoryOutboxRows(store),
  }
}
