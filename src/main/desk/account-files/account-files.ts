import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'
import { exportAccounts, type ExportQuery } from './export-accounts.ts'
import { accountImports } from './import-accounts.ts'

/** Gives the use cases of files of accounts over a desk whose store is open when they are called. */
export function accountFilesOf(need: () => OpenDesk) {
  return {
    export: (by: Operator, query: ExportQuery) => exportAccounts(need(), by, query),
    ...accountImports(need),
  }
}
