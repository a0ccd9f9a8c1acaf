import { z } from 'zod'
import { environmentSchema } from './systems.ts'

/** Lists whose accounts a file can carry: the admins of backends, or the users of the built-in directory. */
export const accountFileKinds = ['admins', 'users'] as const

/** Names whose accounts a file carries. */
export type AccountFileKind = (typeof accountFileKinds)[number]

/** Lists every column that a file of accounts can bring something in by, in the order in which it is written. */
export const accountFileColumns = [
  'backend',
  'appid',
  'userID',
  'account',
  'uid',
  'phone',
  'email',
  'nickname',
  'level',
  'status',
  'signText',
  'password',
] as const

/** Names a column by which a file of accounts brings something in. */
export type AccountFileColumn = (typeof accountFileColumns)[number]

/** Checks the name of a column. */
export const accountFileColumnSchema = z.enum(accountFileColumns)

/** Lists the encodings in which a file of accounts is read. */
export const accountFileEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const

/** Names the encoding in which a file was read. */
export type AccountFileEncoding = (typeof accountFileEncodings)[number]

/** Lists why a file as a whole cannot be read as one of accounts. */
export const accountFileFaults = [
  'empty',
  'too-many-rows',
  'workbook',
  'encoding',
  'quote',
  'columns-missing',
  'column-twice',
] as const

/** Names why a file as a whole cannot be read. */
export type AccountFileFault = (typeof accountFileFaults)[number]

/** Lists what would become of a row. */
export const accountRowStates = ['new', 'changed', 'unchanged', 'error'] as const

/** Names what would become of a row. */
export type AccountRowState = (typeof accountRowStates)[number]

/** Lists what would become of the password of a row; `kept` leaves the one that is in force, and drops the file's. */
export const accountRowPasswords = ['not-given', 'given', 'same', 'kept', 'replaces'] as const

/** Names what would become of the password of a row. */
export type AccountRowPassword = (typeof accountRowPasswords)[number]

/** Lists what can be wrong with a row. */
export const accountRowFaults = [
  'cells',
  'missing',
  'too-long',
  'not-a-name',
  'shortened',
  'not-a-number',
  'not-a-status',
  'twice',
  'account-taken',
  'backend-unknown',
  'backend-damaged',
  'directory-owned',
  'application-unknown',
  'change-open',
] as const

/** Names what is wrong with a row. */
export type AccountRowFault = (typeof accountRowFaults)[number]

/** Lists what is worth a look in a row that can be imported all the same. */
export const accountRowWarnings = [
  'account-not-digits',
  'account-length',
  'uid-of-row',
  'uid-of-user',
  'phone-of-row',
  'phone-of-user',
  'not-a-phone',
] as const

/** Names what is worth a look in a row. */
export type AccountRowWarning = (typeof accountRowWarnings)[number]

/** Lists by what the rows of a plan are chosen: what would become of them, or that they carry a warning. */
export const accountRowFilters = [...accountRowStates, 'warned'] as const

/** Names by what the rows of a plan are chosen. */
export type AccountRowFilter = (typeof accountRowFilters)[number]

/** Checks one warning of a row; `fact` is a line, a user or the limits that its text needs. */
export const accountRowWarningSchema = z.object({
  warning: z.enum(accountRowWarnings),
  column: accountFileColumnSchema,
  fact: z.string(),
})

/** Carries one warning of a row. */
export type AccountRowWarningFound = z.infer<typeof accountRowWarningSchema>

/** Checks one fault of a row; `fact` is a number, a line or a name that its text needs, and never a password. */
export const accountRowFaultSchema = z.object({
  fault: z.enum(accountRowFaults),
  column: accountFileColumnSchema.nullable(),
  fact: z.string(),
})

/** Checks what would become of one row of a file; nothing in it is a password. */
export const accountFileRowSchema = z.object({
  /** Gives the line of the file on which the row begins, as an editor counts. */
  line: z.int(),
  state: z.enum(accountRowStates),
  /** Names the backend, or the application. */
  place: z.string(),
  /** Says where the backend is in use; null where the row names no backend of the desk. */
  environment: environmentSchema.nullable(),
  /** Gives the userID, or the uid; empty where the row gives none. */
  id: z.string(),
  account: z.string(),
  changes: z.array(z.object({ column: accountFileColumnSchema, before: z.string(), after: z.string() })),
  password: z.enum(accountRowPasswords),
  faults: z.array(accountRowFaultSchema),
  warnings: z.array(accountRowWarningSchema),
})

/** Carries what would become of one row of a file. */
export type AccountFileRow = z.infer<typeof accountFileRowSchema>

/** Carries one fault of a row. */
export type AccountRowFaultFound = z.infer<typeof accountRowFaultSchema>

/** Checks how many rows would end in which state. */
export const accountFileCountsSchema = z.object({
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  error: z.int(),
})

/** Counts how many rows would end in which state. */
export type AccountFileCounts = z.infer<typeof accountFileCountsSchema>
