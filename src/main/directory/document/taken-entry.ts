import type { z } from 'zod'
import type { Notes } from './notes.ts'

/** Carries an entry as far as it keeps its schema, so that what is sound is checked beside what is not. */
export interface TakenEntry<Entry> {
  /** Holds the fields that are sound. */
  fields: Partial<Entry>
  /** Says that a field is given, or needed, and does not keep its schema: nothing follows from its absence. */
  isUnsound: (field: keyof Entry) => boolean
  /** Is null where the entry cannot be written. */
  whole: Entry | null
}

const nothingUnsound = (): boolean => false

/** Takes an entry field by field and notes every field that is not sound; null where it is no object at all. */
export function takeEntry<Entry>(
  path: string,
  raw: unknown,
  schema: z.ZodObject,
  notes: Notes,
): TakenEntry<Entry> | null {
  const parsed = schema.safeParse(raw)
  if (parsed.success) {
    notes.unknownNames(path, raw as object, schema)
    const entry = parsed.data as Entry
    return { fields: entry, isUnsound: nothingUnsound, whole: entry }
  }
  notes.issues(path, parsed.error)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null
  const given: Readonly<Record<string, unknown>> = { ...raw }
  const fields: Record<string, unknown> = {}
  const unsound = new Set<PropertyKey>()
  for (const [name, field] of Object.entries(schema.shape) as [string, z.ZodType][]) {
    const value = field.safeParse(given[name])
    if (!value.success) unsound.add(name)
    else if (value.data !== undefined) fields[name] = value.data
  }
  return { fields: fields as Partial<Entry>, isUnsound: (name) => unsound.has(name), whole: null }
}
