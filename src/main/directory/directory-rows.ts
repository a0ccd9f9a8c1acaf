import { directoryAdminRows } from '../store/built-in/directory-admins.ts'
import { directoryApplicationRows } from '../store/built-in/directory-applications.ts'
import { directoryCodeRows } from '../store/built-in/directory-codes.ts'
import { directoryOutboxRows } from '../store/built-in/directory-outbox.ts'
import { directoryTokenRows } from '../store/built-in/directory-tokens.ts'
import { directoryUserSearch } from '../store/built-in/directory-user-search.ts'
import { directoryUserRows } from '../store/built-in/directory-users.ts'
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
