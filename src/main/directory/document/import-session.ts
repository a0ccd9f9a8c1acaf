import type { AppendEvent, Clock, Random, Seal } from '../../../shared/model/ports.ts'
import type { DirectoryAdminRows } from '../../store/directory-admins.ts'
import type { DirectoryApplicationRows } from '../../store/directory-applications.ts'
import type { DirectoryCodeRows } from '../../store/directory-codes.ts'
import type { DirectoryOutboxRows } from '../../store/directory-outbox.ts'
import type { DirectoryTokenRows } from '../../store/directory-tokens.ts'
import type { DirectoryUserSearch } from '../../store/directory-user-search.ts'
import type { DirectoryUserRows } from '../../store/directory-users.ts'
import type { Store } from '../../store/store.ts'
import type { BuiltInSettings } from '../built-in-settings.ts'
import type { Notes } from './notes.ts'

/** Holds what documents are read from and written to. */
export interface DocumentParts {
  store: Store
  rows: {
    admins: DirectoryAdminRows
    applications: DirectoryApplicationRows
    users: DirectoryUserRows
    userSearch: DirectoryUserSearch
    tokens: DirectoryTokenRows
    codes: DirectoryCodeRows
    outbox: DirectoryOutboxRows
  }
  settings: BuiltInSettings
  seal: Seal
  /** Gives the keyed hash under which a token or a code is kept. */
  tokenMac: (text: string) => Buffer
  rowMac: (table: string, fields: readonly string[]) => Buffer
  appendEvent: AppendEvent
  clock: Clock
  random: Random
}

/** Carries one import: who does it, the event that stands for it, and what was found wrong so far. */
export interface ImportSession extends DocumentParts {
  actor: string
  /** Gives the sequence of the import's event. */
  seq: number
  /** Gives the time of the import (UTC). */
  importedAt: string
  notes: Notes
  /** Holds what wrong entries would have made, so that what refers to it is not called wrong as well. */
  unusable: Set<string>
}

/** Writes the entries of one list. */
export interface ListWriter<Entry> {
  /** Gives the values that name an entry; no two entries may share them. */
  key(entry: Entry): readonly string[]
  write(path: string, entry: Entry): void
  /** Names what an entry that does not keep its schema would have made. */
  nameOf?(raw: Readonly<Record<string, unknown>>): string
}

/** Names an application, an admin or a user for `unusable`. */
export function unusableName(kind: 'application' | 'admin' | 'user', name: unknown): string {
  return `${kind}:${String(name)}`
}
