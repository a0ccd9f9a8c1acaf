import type { ImportOptions, ImportResult } from '../../directory/document/import-result.ts'
import { enterDirectoryAdmins } from './directory-accounts.ts'
import type { OpenDesk } from '../open-desk.ts'
import type { Operator } from '../operator.ts'

/**
 * Imports a directory document at once, whatever it replaces, and in the same transaction enters its admins among the
 * accounts with their passwords where the document gave them. With errors it changes nothing and gives them all.
 */
export function importDocument(
  desk: OpenDesk,
  by: Operator,
  document: Uint8Array,
  onProgress?: ImportOptions['onProgress'],
): ImportResult {
  const result = desk.store.transaction(() => {
    const imported = desk.directory.documents.import(document, { actor: by.name, onProgress })
    if (imported.ok) enterDirectoryAdmins(desk, imported.admins)
    return imported
  })
  if (result.ok) {
    desk.live.publish('directory')
    desk.live.publish('admins')
    desk.directory.backgroundHashing.start()
    desk.judging.start()
  }
  return result
}
