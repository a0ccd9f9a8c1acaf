import { existsSync } from 'node:fs'
import { openAuditReader } from '../store/audit/reader.ts'
import { anchorPath, parseAnchors, readAnchors, type Anchor } from './anchors.ts'

/**
 * Gives the anchors of a store from the places named; with none, those beside it and those that an auditor's copy
 * carries. They are read before the events: a checkpoint that is signed meanwhile must not look like a rollback.
 */
export function anchorsOf(storePath: string, places: readonly string[] = []): Anchor[] {
  if (places.length > 0) return places.flatMap(readAnchors)
  const reader = openAuditReader(storePath)
  try {
    const beside = anchorPath(storePath, reader.storeId)
    const carried = reader.anchorLines()
    return [
      ...(existsSync(beside) ? readAnchors(beside) : []),
      ...(carried === null ? [] : parseAnchors(carried)),
    ]
  } finally {
    reader.close()
  }
}
