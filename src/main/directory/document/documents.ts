import type { AppendEvent, Unseal } from '../../../shared/model/ports.ts'
import { countDirectory } from '../../store/built-in/directory-census.ts'
import type { Store } from '../../store/store.ts'
import { createBuiltInSettings } from '../built-in-settings.ts'
import { directoryRows } from '../directory-rows.ts'
import { enterUsers, type UserEntering } from './enter-users.ts'
import { exportDocument } from './export-document.ts'
import {
  importDocument,
  openDocument,
  writeDocument,
  type AcceptedImport,
  type OpenedDocument,
} from './import-document.ts'
import type { ExportCounts, ImportOptions, ImportResult } from './import-result.ts'
import type { DocumentParts } from './import-session.ts'

interface Through {
  store: Store
  appendEvent: AppendEvent
}

/** Reads the directory from a document and writes it to one. */
export interface DirectoryDocuments {
  /** Imports a document (JSON, UTF-8) in one transaction: all of it, or nothing where anything in it is wrong. */
  import(bytes: Uint8Array, options: ImportOptions): ImportResult
  /** Begins to read a document (JSON, UTF-8), step by step; fails with `ImportRefused` where it is none. */
  open(bytes: Uint8Array): Generator<undefined, OpenedDocument>
  /**
   * Writes an opened document, an entry a `yield`, through a transaction and an audit that the caller gives; fails with
   * `ImportRefused` where anything in it is wrong: then nothing of it may be kept.
   */
  write(
    document: OpenedDocument,
    options: ImportOptions,
    through: Through,
  ): Generator<undefined, AcceptedImport>
  /** Enters users one by one, through a store and an audit that the caller gives. */
  enterUsers(through: Through, options: { actor: string }): UserEntering
  /** Gives the directory as the text of a document, piece by piece; no password, code, token, signature or key; then how much. */
  export(options: { actor: string }): Generator<string, ExportCounts>
}

/** Makes the part of the directory that imports and exports documents. */
export function createDirectoryDocuments(parts: DocumentParts & { unseal: Unseal }): DirectoryDocuments {
  return {
    import: (bytes, options) =>
      importDocument(bytes, options, { ...parts, countUsers: () => countDirectory(parts.store).users }),
    open: openDocument,
    write: (document, options, through) =>
      writeDocument(document, options, {
        ...parts,
        ...through,
        rows: directoryRows(through.store),
        settings: createBuiltInSettings({ ...parts, ...through }),
      }),
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
