import { z } from 'zod'
import type { FindingSort } from '../../../shared/model/listed-findings.ts'
import type { FindingsPlace } from '../../audit/order-findings.ts'
import type { FactsPlace } from '../../store/audit/findings-reader.ts'

const kind = z.enum(['admin', 'user'])
const factsPlace = z.tuple([kind, z.string(), z.string()])
const sortedPlaces: Record<FindingSort, z.ZodType<FindingsPlace>> = {
  account: z.tuple([z.string(), kind, z.string()]),
  findings: z.tuple([z.int(), kind, z.string()]),
  changed: z.tuple([z.string().nullable(), kind, z.string()]),
}

/** Writes a place in a list of findings as a cursor; null stays null. */
export function findingsCursor(place: readonly unknown[] | null): string | null {
  return place === null ? null : Buffer.from(JSON.stringify(place), 'utf8').toString('base64url')
}

/** Reads a cursor of the list in which admins come first; undefined where it is none. */
export function placeInStore(cursor: string | undefined): FactsPlace | undefined {
  return parsePlace(cursor, factsPlace)
}

/** Reads a cursor of a sorted list; undefined where it is none. */
export function placeInOrder(cursor: string | undefined, sort: FindingSort): FindingsPlace | undefined {
  return parsePlace(cursor, sortedPlaces[sort])
}

/** A cursor from an old bookmark or a typed address begins at the first page. */
function parsePlace<Place>(text: string | undefined, schema: z.ZodType<Place>): Place | undefined {
  if (text === undefined) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
