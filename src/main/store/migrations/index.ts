import { foundation } from './0001-foundation.ts'
import { fiveOperations } from './0002-five-operations.ts'
import { credentialStore } from './0003-credential-store.ts'
import { resetDesk } from './0004-reset-desk.ts'
import { applicationsOfBackends } from './0005-applications-of-backends.ts'
import { factsOfRequests } from './0006-facts-of-requests.ts'
import { searchOfAdmins } from './0007-search-of-admins.ts'
import { timeThatLasts } from './0008-time-that-lasts.ts'
import type { Migration } from './migration.ts'

/** Lists every step of the schema in order; a step that has shipped is never edited. */
export const migrations: readonly Migration[] = [
  foundation,
  fiveOperations,
  credentialStore,
  resetDesk,
  applicationsOfBackends,
  factsOfRequests,
  searchOfAdmins,
  timeThatLasts,
]

/** Gives the version of the schema that this program writes. */
export const schemaVersion = migrations.length
