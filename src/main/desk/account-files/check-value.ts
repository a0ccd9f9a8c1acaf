import type {
  AccountFileColumn,
  AccountRowFault,
  AccountRowFaultFound,
} from '../../../shared/model/account-file.ts'
import { hasHiddenSigns } from '../../../shared/model/hidden-signs.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { userStatuses } from '../../directory/users.ts'
import type { FileRow } from './read-account-file.ts'

/** Bounds every value but a password, in characters. */
const longestValue = 1024
const longestFact = 60
const names: readonly AccountFileColumn[] = ['backend', 'appid', 'userID', 'account']
const numbers: readonly AccountFileColumn[] = ['uid', 'level']
/** Lists what a spreadsheet takes for a number, and writes shorter than it was. */
const shortenable: readonly AccountFileColumn[] = ['userID', 'account', 'uid', 'phone']
const shortened = /^\d(?:[.,]\d+)?E\+\d+$/i
const wholeNumber = /^-?\d{1,16}$/
const uidNumber = /^\d{1,16}$/

/** Makes a fault of a row; a fact that is long is cut. */
export function rowFault(
  fault: AccountRowFault,
  column: AccountFileColumn | null = null,
  fact: string | number = '',
): AccountRowFaultFound {
  return { fault, column, fact: String(fact).slice(0, longestFact) }
}

/** Gives what is wrong with the values of a row, whatever the store holds; `required` must be there and not be empty. */
export function faultsOfValues(
  { values, password, surplus }: FileRow,
  required: readonly (keyof FileRow['values'])[],
): AccountRowFaultFound[] {
  // Where cells have slipped, any of them may hold the password: nothing of them is repeated.
  if (surplus > 0) return [rowFault('cells', null, surplus)]
  const faults = required
    .filter((column) => (values[column] ?? '') === '')
    .map((column) => rowFault('missing', column))
  for (const [name, value] of Object.entries(values)) {
    const column = name as keyof FileRow['values']
    if (value === '') continue
    if (value.length > longestValue) faults.push(rowFault('too-long', column, longestValue))
    else if (shortenable.includes(column) && shortened.test(value)) faults.push(rowFault('shortened', column))
    else if (numbers.includes(column) && !isNumber(column, value))
      faults.push(rowFault('not-a-number', column))
    else if (column === 'status' && !userStatuses.some((status) => status === value))
      faults.push(rowFault('not-a-status', column, userStatuses.join(', ')))
  }
  if ((password?.reveal().length ?? 0) > thresholds.passwordMax)
    faults.push(rowFault('too-long', 'password', thresholds.passwordMax))
  return faults
}

/** Gives the names of a row that nobody would mean as they are: with blanks around them, or with signs that do not show in them. */
export function faultsOfNewNames({ values }: FileRow): AccountRowFaultFound[] {
  return names
    .filter((column) => {
      const value = column === 'password' ? undefined : values[column]
      return value !== undefined && (value !== value.trim() || hasHiddenSigns(value))
    })
    .map((column) => rowFault('not-a-name', column))
}

/** Takes every number that a document of the directory can bring in, so that what was exported goes in again. */
function isNumber(column: AccountFileColumn, value: string): boolean {
  const written = column === 'uid' ? uidNumber : wholeNumber
  return written.test(value) && Number.isSafeInteger(Number(value))
}
