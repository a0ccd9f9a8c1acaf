import type { ContractRouterClient } from '@orpc/contract'
import { adminsContract } from './admins.ts'
import { applicationsContract } from './applications.ts'
import { auditContract } from './audit.ts'
import { backendsContract } from './backends.ts'
import { builtInContract } from './built-in.ts'
import { directoryContract } from './directory.ts'
import { operatorsContract } from './operators.ts'
import { sessionContract } from './session.ts'
import { usersContract } from './users.ts'

/** Composes the contract between the page and the desk, one part a screen area. */
export const contract = {
  session: sessionContract,
  admins: adminsContract,
  applications: applicationsContract,
  audit: auditContract,
  backends: backendsContract,
  builtIn: builtInContract,
  directory: directoryContract,
  operators: operatorsContract,
  users: usersContract,
}

/** Types the page's client of the contract. */
export type DeskClient = ContractRouterClient<typeof contract>
