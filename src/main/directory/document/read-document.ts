import type { z } from 'zod'
import { inDocumentOrder } from './document-order.ts'
import type { DocumentNote } from './import-result.ts'
import { jsonPath, type Notes } from './notes.ts'
import {
  DocumentSyntaxError,
  readSpan,
  scanDocument,
  type ScannedDocument,
  type Span,
} from './scan-document.ts'
import { takeEntry, type TakenEntry } from './taken-entry.ts'
import { entrySchemas, memberSchemas, type DocumentMembers, type ListName } from './schema.ts'

/** Reads a document entry by entry; nothing of it but its bytes stays in memory. */
export interface DocumentReader {
  members: DocumentMembers
  /** Counts the entries of a list. */
  count(list: ListName): number
  /** Gives the entries as far as they keep their schema, and notes where they do not. */
  entries<L extends ListName>(
    list: L,
    notes: Notes,
  ): Generator<{ path: string; raw: object; taken: TakenEntry<z.infer<(typeof entrySchemas)[L]>> }, void>
  /** Puts notes in the order of the document, after a look at one a `yield`. */
  inOrder(notes: readonly DocumentNote[]): Generator<undefined, DocumentNote[]>
}

/** Starts reading a document, step by step; null where its bytes are not JSON, or it is not a directory document. */
export function* readDocument(bytes: Uint8Array, notes: Notes): Generator<undefined, DocumentReader | null> {
  const found = yield* scan(bytes, notes)
  if (found === null) return null
  const lists = new Map<string, Span[]>()
  const members: Record<string, unknown> = {}
  for (const [name, member] of found) {
    const path = jsonPath('$', [name])
    if (Object.hasOwn(entrySchemas, name)) {
      if (member.entries === null) notes.error(path, 'Invalid input: expected a list')
      else lists.set(name, member.entries)
    } else if (Object.hasOwn(memberSchemas, name)) {
      members[name] = readMember(
        bytes,
        path,
        member.span,
        memberSchemas[name as keyof typeof memberSchemas],
        notes,
      )
    } else {
      notes.warn(path, 'not known here: left out')
    }
  }
  if (!found.has('latchkeyDirectory')) notes.error('$.latchkeyDirectory', 'Invalid input: expected 1')
  return {
    members,
    count: (list) => lists.get(list)?.length ?? 0,
    *entries(list, noted) {
      const schema: z.ZodObject = entrySchemas[list]
      for (const [place, span] of (lists.get(list) ?? []).entries()) {
        const path = `$.${list}[${String(place)}]`
        const raw = tryRead(bytes, path, span, noted)
        if (raw === undefined) continue
        const taken = takeEntry<z.infer<(typeof entrySchemas)[typeof list]>>(path, raw, schema, noted)
        if (taken !== null) yield { path, raw: raw as object, taken }
      }
    },
    inOrder: (noted) =>
      inDocumentOrder(noted, [...found.keys()], (entryPath) => {
        const [, list, place] = /^\$\.(\w+)\[(\d+)\]$/.exec(entryPath) ?? []
        const span = lists.get(list ?? '')?.[Number(place)]
        const raw = span === undefined ? null : readSpan(bytes, span)
        return typeof raw === 'object' && raw !== null ? Object.keys(raw) : []
      }),
  }
}

type Member = ScannedDocument['members'][number]

function* scan(bytes: Uint8Array, notes: Notes): Generator<undefined, Map<string, Member> | null> {
  try {
    const members = new Map<string, Member>()
    for (const member of (yield* scanDocument(bytes)).members) {
      if (members.has(member.name)) notes.error(jsonPath('$', [member.name]), 'stands twice in the document')
      members.set(member.name, member)
    }
    return members
  } catch (error) {
    notes.error('$', error instanceof DocumentSyntaxError ? error.message : 'not JSON in UTF-8')
    return null
  }
}

function readMember(bytes: Uint8Array, path: string, span: Span, schema: z.ZodType, notes: Notes): unknown {
  const raw = tryRead(bytes, path, span, notes)
  if (raw === undefined) return undefined
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  notes.issues(path, parsed.error)
  return undefined
}

function tryRead(bytes: Uint8Array, path: string, span: Span, notes: Notes): unknown {
  try {
    return readSpan(bytes, span)
  } catch {
    notes.error(path, 'not JSON in UTF-8')
    return undefined
  }
}
