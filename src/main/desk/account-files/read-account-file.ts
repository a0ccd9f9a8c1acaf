import { createHash } from 'node:crypto'
import type {
  AccountFileColumn,
  AccountFileEncoding,
  AccountFileFault,
  AccountFileKind,
} from '../../../shared/model/account-file.ts'
import { Secret } from '../../../shared/model/secret.ts'
import { thresholds } from '../../../shared/model/thresholds.ts'
import { withoutApostrophe } from '../../audit/csv.ts'
import { createPauses } from '../pauses.ts'
import { decodeText } from './decode-text.ts'
import { readHeadings } from './headings.ts'
import { CsvQuoteError, csvRecords, separatorOf, type CsvRecord } from './read-csv.ts'

/** Carries one row of a file as it was read; a column that the file or the row does not have is absent. */
export interface FileRow {
  line: number
  values: Partial<Record<Exclude<AccountFileColumn, 'password'>, string>>
  /** Holds the password to the letter; null where the row gives none. */
  password: Secret | null
  /** Counts the cells that the row has beyond the headings; the row is then not to be trusted. */
  surplus: number
}

/** Carries what a file holds. */
export interface AccountFile {
  readable: true
  encoding: AccountFileEncoding
  leftOut: string[]
  rows: FileRow[]
  /** Gives the SHA-256 of the file's bytes, in hex. */
  sha256: string
}

/** Says why a file cannot be read. */
export interface UnreadableFile {
  readable: false
  fault: AccountFileFault
  columns: AccountFileColumn[]
  fact: number | null
}

/** Reads a file of accounts row by row, with other work between. */
export async function readAccountFile(
  kind: AccountFileKind,
  bytes: Uint8Array,
): Promise<AccountFile | UnreadableFile> {
  if (isWorkbook(bytes)) return unreadable('workbook')
  const decoded = decodeText(bytes)
  if (decoded === null) return unreadable('encoding')
  const { separator, isTold } = separatorOf(decoded.text)
  const records = csvRecords(decoded.text, separator)
  try {
    if (isTold) records.next()
    const first = records.next()
    if (first.done === true) return unreadable('empty')
    const headings = readHeadings(kind, first.value.cells)
    if ('fault' in headings) return { ...unreadable(headings.fault), columns: headings.columns }
    const rows: FileRow[] = []
    const pause = createPauses()
    for (const record of records) {
      if (rows.length === thresholds.accountFileRows)
        return unreadable('too-many-rows', thresholds.accountFileRows)
      rows.push(rowOf(record, headings.columns))
      await pause()
    }
    if (rows.length === 0) return unreadable('empty')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { readable: true, encoding: decoded.encoding, leftOut: headings.leftOut, rows, sha256 }
  } catch (error) {
    if (error instanceof CsvQuoteError) return unreadable('quote', error.line)
    throw error
  }
}

function unreadable(fault: AccountFileFault, fact: number | null = null): UnreadableFile {
  return { readable: false, fault, columns: [], fact }
}

/** Knows a workbook by its first bytes: a ZIP archive, or the compound file of old ones. */
function isWorkbook(bytes: Uint8Array): boolean {
  const begin = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  return begin === '504b0304' || begin === 'd0cf11e0'
}

/** Takes the cells by their columns; the apostrophes of an export go, but never from a password. */
function rowOf({ line, cells }: CsvRecord, columns: readonly (AccountFileColumn | null)[]): FileRow {
  const row: FileRow = {
    line,
    values: {},
    password: null,
    surplus: cells.slice(columns.length).some((cell) => cell !== '') ? cells.length - columns.length : 0,
  }
  columns.forEach((column, at) => {
    const cell = cells[at]
    if (cell === undefined) return
    if (column === 'password') row.password = cell === '' ? null : new Secret(cell)
    else if (column !== null) row.values[column] = withoutApostrophe(cell)
  })
  return row
}
