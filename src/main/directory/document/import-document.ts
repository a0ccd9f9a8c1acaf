import type { z } from 'zod'
import type {
  ImportCounts,
  ImportedAdmin,
  ImportOptions,
  ImportResult,
  ReplacedPasswords,
} from './import-result.ts'
import type { DocumentParts, ImportSession, ListWriter } from './import-session.ts'
import { startNotes } from './notes.ts'
import { readDocument, type DocumentReader } from './read-document.ts'
import type { entrySchemas, ListName } from './schema.ts'
import { adminWriter } from './write-admin.ts'
import { applicationWriter } from './write-application.ts'
import { codeWriter } from './write-code.ts'
import { writeSettings } from './write-settings.ts'
import { tokenWriter } from './write-token.ts'
import { userWriter } from './write-user.ts'

const progressEvery = 1000
const rebuiltFrom = 1000
const rebuiltFromShare = 0.1

/** Takes an import back. */
class ImportRefused extends Error {}

/** Imports a document in one transaction; with errors it changes nothing, and gives them all. */
export function importDocument(
  bytes: Uint8Array,
  options: ImportOptions,
  parts: DocumentParts & { countUsers: () => number },
): ImportResult {
  const notes = startNotes()
  const reader = readDocument(bytes, notes)
  if (reader === null) return { ok: false, errors: notes.errors }
  const counts: ImportCounts = {
    applications: reader.count('applications'),
    admins: reader.count('admins'),
    users: reader.count('users'),
    tokens: reader.count('tokens'),
    codes: reader.count('codes'),
  }
  const replaced: ReplacedPasswords = { admins: 0, users: 0, first: [] }
  const work = (): ImportedAdmin[] => {
    const admins = writeAll(reader, counts, options, parts, { notes, replaced })
    if (notes.errors.length > 0) throw new ImportRefused()
    return admins
  }
  const isBulk = counts.users >= rebuiltFrom && counts.users >= parts.countUsers() * rebuiltFromShare
  try {
    const admins = isBulk ? parts.rows.userSearch.rebuiltAfter(work) : parts.store.transaction(work)
    return { ok: true, counts, replaced, warnings: notes.warnings, admins }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    return { ok: false, errors: reader.inOrder(notes.errors) }
  }
}

function writeAll(
  reader: DocumentReader,
  counts: ImportCounts,
  { actor, onProgress }: ImportOptions,
  parts: DocumentParts,
  { notes, replaced }: Pick<ImportSession, 'notes' | 'replaced'>,
): ImportedAdmin[] {
  const detail = { ...counts }
  const event = { action: 'directory.imported', result: 'done', actor, target: 'directory', detail } as const
  const session: ImportSession = {
    ...parts,
    actor,
    notes,
    replaced,
    seq: parts.appendEvent(event),
    importedAt: new Date(parts.clock.now()).toISOString(),
    unusable: new Set(),
    unusableUsers: new Map(),
  }
  const total = Object.values(detail).reduce((sum, count) => sum + count, 0)
  let done = 0
  const writeList = <L extends ListName>(
    list: L,
    writer: ListWriter<z.infer<(typeof entrySchemas)[L]>>,
  ): void => {
    const seen = new Map<string, string>()
    for (const { path, raw, taken } of reader.entries(list)) {
      const names = writer.key(taken.fields)
      const key = names.includes(undefined) ? null : JSON.stringify(names)
      const first = key === null ? undefined : seen.get(key)
      if (first !== undefined) notes.error(path, `names the same as ${first}`)
      else if (key !== null) seen.set(key, path)
      const before = notes.errors.length
      writer.write(path, first === undefined ? taken : { ...taken, whole: null })
      if (taken.whole === null || notes.errors.length > before) writer.passOver?.({ ...raw })
      done++
      if (done % progressEvery === 0) onProgress?.(done, total)
    }
  }
  const admins: ImportedAdmin[] = []
  writeList('applications', applicationWriter(session))
  writeList(
    'admins',
    adminWriter(session, (admin) => admins.push(admin)),
  )
  writeList('users', userWriter(session))
  writeList('tokens', tokenWriter(session))
  writeList('codes', codeWriter(session))
  writeSettings(session, reader.members)
  onProgress?.(total, total)
  return admins
}
