import type { ContractRouterClient } from '@orpc/contract'
import { accountFilesContract } from './account-files.ts'
import { adminsContract } from './admins.ts'
import { applicationsContract } from './applications.ts'
import { auditContract } from './audit.ts'
import { backendsContract } from './backends.ts'
import { builtInContract } from './built-in.ts'
import { clipboardContract } from './clipboard.ts'
import { contradictionsContract } from './contradictions.ts'
import { changesContract } from './changes.ts'
import { directoryContract } from './directory.ts'
import { exchangesContract } from './exchanges.ts'
import { findingsContract } from './findings.ts'
import { incomingFilesContract } from './incoming-files.ts'
import { maintenanceContract } from './maintenance.ts'
import { operatorsContract } from './operators.ts'
import { overviewContract } from './overview.ts'
import { rotationsContract } from './rotations.ts'
import { resetDeskContract } from './reset-desk.ts'
import { resetsContract } from './resets.ts'
import { searchContract } from './search.ts'
import { sessionContract } from './session.ts'
import { settingsContract } from './settings.ts'
import { usersContract } from './users.ts'

/** Composes the contract between the page and the desk, one part a screen area. */
export const contract = {
  accountFiles: accountFilesContract,
  session: sessionContract,
  resetDesk: resetDeskContract,
  resets: resetsContract,
  admins: adminsContract,
  applications: applicationsContract,
  audit: auditContract,
  backends: backendsContract,
  builtIn: builtInContract,
  changes: changesContract,
  clipboard: clipboardContract,
  contradictions: contradictionsContract,
  directory: directoryContract,
  exchanges: exchangesContract,
  findings: findingsContract,
  incomingFiles: incomingFilesContract,
  maintenance: maintenanceContract,
  operators: operatorsContract,
  overview: overviewContract,
  rotations: rotationsContract,
  search: searchContract,
  settings: settingsContract,
  users: usersContract,
}

/** Types the page's client of the contract. */
export type DeskClient = ContractRouterClient<typeof contract>
