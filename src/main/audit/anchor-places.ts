import type { AuditCheckpointsTable } from '../store/schema/schema.ts'
import { appendAnchors, demandPlainFile, readAnchors, type Anchor } from './anchors.ts'

/** Says how one place of anchors stands; `problem` is what the system said when it could not be written. */
export interface AnchorPlace {
  path: string
  problem: string | null
}

/** Keeps every place of anchors up to the store's checkpoints. */
export interface AnchorPlaces {
  /** Writes to each place what it lacks; gives the places that could be written before and now could not. */
  update(): AnchorPlace[]
  /** Says how each place stood when it was last written. */
  state(): AnchorPlace[]
}

/** Says where anchors are kept, and what there is to keep. */
export interface AnchorPlacesOptions {
  storeId: string
  /** Names the files: the one beside the store first, then those that were chosen. */
  places: () => string[]
  /** Gives the checkpoints after a sequence number, in their order. */
  checkpointsAfter: (seq: number) => AuditCheckpointsTable[]
}

/** Makes the keeping of a store's anchors; a place that cannot be written stops nothing, and catches up later. */
export function createAnchorPlaces({ storeId, places, checkpointsAfter }: AnchorPlacesOptions): AnchorPlaces {
  const writtenTo = new Map<string, number>()
  const problems = new Map<string, string>()
  const write = (path: string): void => {
    demandPlainFile(path)
    const since = writtenTo.get(path)
    // A line that somebody gave to another store stands for nothing here.
    const own = since === undefined ? readAnchors(path).filter((one) => one.storeId === storeId) : []
    const known = new Set(own.map(markOf))
    const lacking = checkpointsAfter(since ?? 0).filter((point) => !known.has(markOf(point)))
    appendAnchors(
      path,
      lacking.map((point) => asAnchor(storeId, point)),
    )
    writtenTo.set(path, lacking.at(-1)?.seq ?? since ?? 0)
  }
  return {
    update() {
      const failed: AnchorPlace[] = []
      for (const path of places()) {
        try {
          write(path)
          problems.delete(path)
        } catch (error) {
          const problem = codeOf(error)
          if (!problems.has(path)) failed.push({ path, problem })
          problems.set(path, problem)
          writtenTo.delete(path)
        }
      }
      return failed
    },
    state: () => places().map((path) => ({ path, problem: problems.get(path) ?? null })),
  }
}

function asAnchor(storeId: string, { seq, hash, at, signature }: AuditCheckpointsTable): Anchor {
  return { storeId, seq, hash, at, signature: signature.toString('base64') }
}

function markOf({ seq, hash }: { seq: number; hash: string }): string {
  return `${seq} ${hash}`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
