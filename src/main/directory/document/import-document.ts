import type { z } from 'zod'
import type {
  ImportCounts,
  ImportedAdmin,
  ImportOptions,
  ImportResult,
  ReplacedPasswords,
} from './import-result.ts'
import { ImportRefused } from './import-refused.ts'
import type { DocumentParts, ImportSession, ListWriter } from './import-session.ts'
import { startNotes, type Notes } from './notes.ts'
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

/** Carries a document whose lists were found, and what was noted of it on the way. */
export interface OpenedDocument {
  reader: DocumentReader
  notes: Pick<Notes, 'errors' | 'warnings'>
}

/** Carries what an import of a document without errors did. */
export type AcceptedImport = Extract<ImportResult, { ok: true }>

/** Opens a document, step by step; fails with `ImportRefused` where it is none. */
export function* openDocument(bytes: Uint8Array): Generator<undefined, OpenedDocument> {
  const notes = startNotes()
  const reader = yield* readDocument(bytes, notes)
  if (reader === null) throw new ImportRefused(notes.errors)
  return { reader, notes }
}

/**
 * Writes a document in the transaction that is open, an entry a `yield`; fails with `ImportRefused`, all its errors in
 * it, where anything is wrong: then nothing of it may be kept.
 */
export function* writeDocument(
  { reader, notes: found }: OpenedDocument,
  options: ImportOptions,
  parts: DocumentParts,
): Generator<undefined, AcceptedImport> {
  const notes = startNotes(found)
  const counts: ImportCounts = {
    applications: reader.count('applications'),
    admins: reader.count('admins'),
    users: reader.count('users'),
    tokens: reader.count('tokens'),
    codes: reader.count('codes'),
  }
  const replaced: ReplacedPasswords = { admins: 0, users: 0, first: [] }
  const admins = yield* writeAll(reader, counts, options, parts, { notes, replaced })
  if (notes.errors.length > 0) throw new ImportRefused(yield* reader.inOrder(notes.errors))
  return { ok: true, counts, replaced, warnings: notes.warnings, admins }
}

/** Imports a document at once, in one transaction; with errors it changes nothing, and gives them all. */
export function importDocument(
  bytes: Uint8Array,
  options: ImportOptions,
  parts: DocumentParts & { countUsers: () => number },
): ImportResult {
  try {
    const opened = toTheEnd(openDocument(bytes))
    const work = (): AcceptedImport => toTheEnd(writeDocument(opened, options, parts))
    const users = opened.reader.count('users')
    const isBulk = users >= rebuiltFrom && users >= parts.countUsers() * rebuiltFromShare
    return isBulk ? parts.rows.userSearch.rebuiltAfter(work) : parts.store.transaction(work)
  } catch (error) {
    if (error instanceof ImportRefused) return { ok: false, errors: error.errors }
    throw error
  }
}

function toTheEnd<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

function* writeAll(
  reader: DocumentReader,
  counts: ImportCounts,
  { actor, onProgress }: ImportOptions,
  parts: DocumentParts,
  { notes, replaced }: Pick<ImportSession, 'notes' | 'replaced'>,
): Generator<undefined, ImportedAdmin[]> {
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
  const writeList = function* <L extends ListName>(
    list: L,
    writer: ListWriter<z.infer<(typeof entrySchemas)[L]>>,
  ): Generator<undefined, void> {
    const seen = new Map<string, string>()
    for (const { path, raw, taken } of reader.entries(list, notes)) {
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
      yield
    }
  }
  const admins: ImportedAdmin[] = []
  yield* writeList('applications', applicationWriter(session))
  yield* writeList(
    'admins',
    adminWriter(session, (admin) => admins.push(admin)),
  )
  yield* writeList('users', userWriter(session))
  yield* writeList('tokens', tokenWriter(session))
  yield* writeList('codes', codeWriter(session))
  writeSettings(session, reader.members)
  onProgress?.(total, total)
  return admins
}
