import type {
  AccountFileRow,
  AccountRowFaultFound,
  AccountRowWarningFound,
} from '../../../shared/model/account-file.ts'
import type { FileRow } from './read-account-file.ts'

/** Carries what would become of a row, and the work that does it; null where there is none to do. */
export interface PlannedRow {
  view: Omit<AccountFileRow, 'warnings'>
  write: (() => void) | null
}

/** Judges the rows of one file in their order against the store as it is, and writes them where that is asked for. */
export interface RowPlanner {
  plan(row: FileRow): PlannedRow
  /** Warns of the row of a line, once all rows are planned. */
  warningsOf(line: number): AccountRowWarningFound[]
  /** Ends the writing, inside the same transaction. */
  finish(): void
}

/** Says how a file is to be planned. */
export interface PlanChoice {
  /** Lets passwords of the file take the place of those in force. */
  replacePasswords: boolean
}

/** Stands for the names of a row whose cells cannot be told apart. */
export const noNames = { place: '', environment: null, id: '', account: '' } as const

/** Plans nothing for a row that has faults. */
export function refusedRow(
  line: number,
  names: Pick<AccountFileRow, 'place' | 'environment' | 'id' | 'account'>,
  faults: AccountRowFaultFound[],
): PlannedRow {
  return {
    view: { line, state: 'error', ...names, changes: [], password: 'not-given', faults },
    write: null,
  }
}
