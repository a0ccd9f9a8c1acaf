import type { Secret } from '../../../shared/model/secret.ts'

/** Says what is wrong, or worth a look, at one place of a document; `path` is a JSON path from `$`. */
export interface DocumentNote {
  path: string
  message: string
}

/** Counts, by section, what an import named. */
export interface ImportCounts {
  applications: number
  admins: number
  users: number
  tokens: number
  codes: number
}

/** Counts, by section, what an export wrote. */
export type ExportCounts = Pick<ImportCounts, 'applications' | 'admins' | 'users'>

/** Carries an admin as imported; `password` where the document gave it in plain. */
export interface ImportedAdmin {
  userID: string
  account: string
  nickname: string
  level: number
  passwordChangedAt: string
  /** Is null where the document gives none in plain. */
  password: Secret | null
  /** Says whether the import put another password in force; with `password` null, one that nobody knows. */
  passwordReplaced: boolean
}

/** Counts the passwords in force that an import put others in the place of, and says whose the first of them were. */
export interface ReplacedPasswords {
  admins: number
  users: number
  /** Names admins by account, and users by application and account. */
  first: string[]
}

/** Says what an import did; with errors it did nothing. */
export type ImportResult =
  | {
      ok: true
      counts: ImportCounts
      replaced: ReplacedPasswords
      warnings: DocumentNote[]
      admins: ImportedAdmin[]
    }
  | { ok: false; errors: DocumentNote[] }

/** Says who imports, and is told how far it is. */
export interface ImportOptions {
  actor: string
  /** Is called now and then with how many entries of how many are in. */
  onProgress?: ((done: number, total: number) => void) | undefined
}
