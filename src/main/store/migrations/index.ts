import { foundation } from './0001-foundation.ts'
import { fiveOperations } from './0002-five-operations.ts'
import { credentialStore } from './0003-credential-store.ts'
import { resetDesk } from './0004-reset-desk.ts'
import { applicationsOfBackends } from './0005-applications-of-backends.ts'
import { factsOfRequests } from './0006-facts-of-requests.ts'
import { searchOfAdmins } from './0007-search-of-admins.ts'
import { timeThatLasts } from './0008-time-that-lasts.ts'
import { ordersOfUsers } from './0009-orders-of-users.ts'
import { rulesOfRequests } from './0010-rules-of-requests.ts'
import { ordersOfLists } from './0011-orders-of-lists.ts'
import { fewerIndexes } from './0012-fewer-indexes.ts'
import { ordersOfRecords } from './0013-orders-of-records.ts'
import { searchOfCases } from './0014-search-of-cases.ts'
import { timeBelieved } from './0015-time-believed.ts'
import { textOfEvents } from './0016-text-of-events.ts'
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
  ordersOfUsers,
  rulesOfRequests,
  ordersOfLists,
  fewerIndexes,
  ordersOfRecords,
  searchOfCases,
  timeBelieved,
  textOfEvents,
]

/** Gives the version of the schema that this program writes. */
export const schemaVersion = migrations.length
