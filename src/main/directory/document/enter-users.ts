import { directoryRows } from '../directory-rows.ts'
import type { DocumentNote } from './import-result.ts'
import type { DocumentParts } from './import-session.ts'
import { startNotes } from './notes.ts'
import { entrySchemas, type UserEntry } from './schema.ts'
import { takeEntry } from './taken-entry.ts'
import { userWriter } from './write-user.ts'

/** Enters users one by one as a document of them alone would, inside the transaction that is open. */
export interface UserEntering {
  /** Enters one; no two may be of the same application and account. */
  enter(entry: object): void
  /** Writes the event of them all, and gives what was wrong: where anything was, nothing may be kept. */
  end(): DocumentNote[]
}

/** Begins to enter users through a store and an audit, of which `parts` may give others than the directory's own. */
export function enterUsers(parts: DocumentParts, { actor }: { actor: string }): UserEntering {
  const notes = startNotes()
  const writer = userWriter({
    ...parts,
    rows: directoryRows(parts.store),
    actor,
    notes,
    replaced: { admins: 0, users: 0, first: [] },
    // Nothing of a user refers to the event.
    seq: 0,
    importedAt: new Date(parts.clock.now()).toISOString(),
    unusable: new Set(),
    unusableUsers: new Map(),
  })
  let count = 0
  return {
    enter(entry) {
      const path = `$.users[${String(count++)}]`
      const taken = takeEntry<UserEntry>(path, entry, entrySchemas.users, notes)
      if (taken !== null) writer.write(path, taken)
    },
    end() {
      parts.appendEvent({
        action: 'directory.imported',
        result: 'done',
        actor,
        target: 'directory',
        detail: { applications: 0, admins: 0, users: count, tokens: 0, codes: 0 },
      })
      return notes.errors
    },
  }
}
