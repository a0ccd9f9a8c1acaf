import { Problem } from '../../shared/model/problems.ts'
import type { ImportOptions, ImportResult } from '../directory/document/import-result.ts'
import { enterDirectoryAdmins } from './directory-accounts.ts'
import type { OpenDesk } from './open-desk.ts'
import type { Operator } from './operator.ts'

/** Takes a rehearsal back, and carries what it showed. */
class Rehearsed extends Error {
  readonly result: ImportResult

  constructor(result: ImportResult) {
    super('only rehearsed')
    this.name = 'Rehearsed'
    this.result = result
  }
}

/** Says what the import of a document would do, by doing it in a transaction that is taken back. */
export function rehearseImport(desk: OpenDesk, by: Operator, document: Uint8Array): ImportResult {
  try {
    return desk.store.transaction((): ImportResult => {
      throw new Rehearsed(desk.directory.documents.import(document, { actor: by.name }))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.result
    throw error
  }
}

/** Counts the passwords in force that others take the place of. */
type Replacing = Extract<ImportResult, { ok: true }>['replaced']

/**
 * Imports a directory document and, in the same transaction, enters its admins among the accounts with their passwords
 * where the document gave them. With errors it changes nothing and gives them all; nor does it where it would replace
 * another number of passwords than was confirmed: `PLAN_OUTDATED`.
 */
export function importDocument(
  desk: OpenDesk,
  by: Operator,
  document: Uint8Array,
  { onProgress, replaces }: Pick<ImportOptions, 'onProgress'> & { replaces: number | 'any' },
): ImportResult {
  const isConfirmed = ({ admins, users }: Replacing): boolean =>
    replaces === 'any' || replaces === admins + users
  const result = desk.store.transaction(() => {
    const imported = desk.directory.documents.import(document, { actor: by.name, onProgress })
    if (!imported.ok) return imported
    if (!isConfirmed(imported.replaced)) throw new Problem('PLAN_OUTDATED')
    enterDirectoryAdmins(desk, imported.admins)
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
