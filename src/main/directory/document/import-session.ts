import type { AppendEvent, Clock, Random, Seal } from '../../../shared/model/ports.ts'
import type { PasswordJudge } from '../../../shared/model/password-judge.ts'
import type { Store } from '../../store/store.ts'
import type { BuiltInSettings } from '../built-in-settings.ts'
import type { directoryRows } from '../directory-rows.ts'
import type { ReplacedPasswords } from './import-result.ts'
import type { Notes } from './notes.ts'
import type { TakenEntry } from './taken-entry.ts'

/** Holds what documents are read from and written to. */
export interface DocumentParts {
  store: Store
  rows: ReturnType<typeof directoryRows>
  settings: BuiltInSettings
  seal: Seal
  /** Gives the keyed hash under which a token or a code is kept. */
  tokenMac: (text: string) => Buffer
  rowMac: (table: string, fields: readonly string[]) => Buffer
  appendEvent: AppendEvent
  clock: Clock
  random: Random
  passwordJudge?: PasswordJudge | undefined
}

/** Carries one import: who does it, the event that stands for it, and what was found wrong so far. */
export interface ImportSession extends DocumentParts {
  actor: string
  /** Gives the sequence of the import's event. */
  seq: number
  /** Gives the time of the import (UTC). */
  importedAt: string
  notes: Notes
  /** Holds the passwords in force that others took the place of, so far. */
  replaced: ReplacedPasswords
  /** Holds what wrong entries would have made, so that what refers to it is not called wrong as well. */
  unusable: Set<string>
  /** Holds, by account, the applications in which wrong entries would have made a user; null where that is unsound. */
  unusableUsers: Map<string, Set<string | null>>
}

/** Writes the entries of one list. */
export interface ListWriter<Entry> {
  /** Gives the values that name an entry, or undefined for an unsound one; no two entries may share them. */
  key(fields: Partial<Entry>): readonly (string | undefined)[]
  /** Checks an entry against itself and the others, as far as it is sound, and writes it where it is right. */
  write(path: string, taken: TakenEntry<Entry>): void
  /** Marks what an entry that is not written would have made. */
  passOver?(raw: Readonly<Record<string, unknown>>): void
}

/** Names an application or an admin for `unusable`. */
export function unusableName(kind: 'application' | 'admin', name: unknown): string {
  return `${kind}:${String(name)}`
}
