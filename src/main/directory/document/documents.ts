import type { AppendEvent } from '../../../shared/model/ports.ts'
import { countDirectory } from '../../store/directory-census.ts'
import type { Store } from '../../store/store.ts'
import { enterUsers, type UserEntering } from './enter-users.ts'
import { exportDocument } from './export-document.ts'
import { importDocument } from './import-document.ts'
import type { ExportCounts, ImportOptions, ImportResult } from './import-result.ts'
import type { DocumentParts } from './import-session.ts'

/** Reads the directory from a document and writes it to one. */
export interface DirectoryDocuments {
  /** Imports a document (JSON, UTF-8) in one transaction: all of it, or nothing where anything in it is wrong. */
  import(bytes: Uint8Array, options: ImportOptions): ImportResult
  /** Enters users one by one, through a store and an audit that the caller gives. */
  enterUsers(through: { store: Store; appendEvent: AppendEvent }, options: { actor: string }): UserEntering
  /** Gives the directory as the text of a document, piece by piece; no password, code, token, signature or key; then how much. */
  export(options: { actor: string }): Generator<string, ExportCounts>
}

/** Makes the part of the directory that imports and exports documents. */
export function createDirectoryDocuments(parts: DocumentParts): DirectoryDocuments {
  return {
    import: (bytes, options) =>
      importDocument(bytes, options, { ...parts, countUsers: () => countDirectory(parts.store).users }),
    enterUsers: (through, options) => enterUsers({ ...parts, ...through }, options),
    *export({ actor }) {
      const { applications, admins, users } = countDirectory(parts.store)
      parts.appendEvent({
        action: 'directory.exported',
        result: 'done',
        actor,
        target: 'directory',
        detail: { applications, admins, users },
      })
      yield* exportDocument(parts)
      return { applications, admins, users }
    },
  }
}
