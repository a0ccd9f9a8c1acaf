import type { ImportOptions, ImportResult, ImportedAdmin } from '../directory/document/import-result.ts'
import { enterDirectoryAdmin } from './directory-accounts.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/**
 * Imports a directory document and, in the same transaction, enters its admins among the accounts with their passwords
 * where the document gave them. With errors it changes nothing and gives them all.
 */
export function importDocument(
  desk: OpenDesk,
  by: Operator,
  document: Uint8Array,
  onProgress: ImportOptions['onProgress'],
): ImportResult {
  const result = desk.store.transaction(() => {
    const imported = desk.directory.documents.import(document, { actor: by.name, onProgress })
    if (imported.ok) {
      imported.admins.forEach((admin: ImportedAdmin) => {
        enterDirectoryAdmin(desk, admin, { sample: false })
      })
    }
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
