import type { AppendEvent, AuditEntry, Clock } from '../../shared/model/ports.ts'
import { auditRows, type AuditRows } from '../store/audit/audit-events.ts'
import { eventBody } from '../store/audit/event-body.ts'
import type { Store, StoreQueries } from '../store/store.ts'
import { createAnchorPlaces, type AnchorPlace } from './anchor-places.ts'
import { anchorIn, anchorPath } from './anchors.ts'
import { checkpointBytes, eventHash, genesisHash } from './chain.ts'
import { putInEvents } from './put-in-events.ts'

/** Says what the audit needs: a store, the time, and a signer that is null while no key is held. */
export interface AuditLogOptions {
  store: Store
  clock: Clock
  signer: () => ((bytes: Uint8Array) => Buffer) | null
  /** Names one more folder for anchors, beside the one next to the store; null where none is chosen. */
  anchorsFolder?: () => string | null
  /** Is told after each append, inside the transaction. */
  onAppend: () => void
}

/** Holds how many events a new store begins with, before there is a key to sign them. */
const foundingEvents = 2

/** Appends to the audit chain and signs its checkpoints. */
export interface AuditLog {
  append: AppendEvent
  /** Gives what appends inside a transaction over many turns; nobody is told before that is whole. */
  appendInside(queries: StoreQueries): AppendEvent
  /**
   * Signs the newest event and copies the checkpoint outside; does nothing where it is signed or no key is held. Events
   * that this desk did not write, be it that they were there unsigned before it or that they were put in since, are named
   * by events of its own, once: whoever can write the file can write such events. A place outside that cannot be written stops nothing: it is audited once, and told by
   * `anchorPlaces`.
   */
  checkpoint(): void
  /** Names the files that carry the anchors, and what kept one from being written. */
  anchorPlaces(): AnchorPlace[]
}

/** Makes the audit of an open store. */
export function createAuditLog(options: AuditLogOptions): AuditLog {
  const { store, clock, signer, onAppend } = options
  const rows = auditRows(store)
  const genesis = genesisHash(store.id)
  const now = (): string => new Date(clock.now()).toISOString()
  const found = { signed: rows.lastCheckpoint()?.seq ?? 0, last: rows.head()?.seq ?? 0 }
  let isFoundTold = found.last <= Math.max(found.signed, foundingEvents)
  const anchors = createAnchorPlaces({
    storeId: store.id,
    places: () => {
      const folder = options.anchorsFolder?.() ?? null
      const beside = anchorPath(store.path, store.id)
      return folder === null ? [beside] : [...new Set([beside, anchorIn(folder, store.id)])]
    },
    checkpointsAfter: rows.checkpointsAfter,
  })

  const putIn = putInEvents(found.last)
  const write = (to: AuditRows, entry: AuditEntry): number => {
    const last = to.head()
    const event = {
      seq: (last?.seq ?? 0) + 1,
      at: now(),
      actor: entry.actor.toWellFormed(),
      action: entry.action,
      target: entry.target.toWellFormed(),
      result: entry.result,
      detail: JSON.stringify(entry.detail ?? {}).toWellFormed(),
    }
    const previous = last?.hash ?? genesis
    const hash = eventHash(previous, event)
    to.insert({ seq: event.seq, body: eventBody(event), prev_hash: previous, hash })
    putIn.noteOwn(hash)
    return event.seq
  }
  const append: AppendEvent = (entry) =>
    store.joinTransaction(() => {
      const seq = write(rows, entry)
      onAppend()
      return seq
    })

  const tell = (detail: { from: number; to: number }): void => {
    append({ action: 'audit.unsigned-found', result: 'done', actor: 'desk', target: store.id, detail })
  }
  const tellFound = (): void => {
    tell({ from: found.signed + 1, to: found.last })
    isFoundTold = true
  }
  const tellPutIn = (): void => {
    const events = rows.hashesAfter(putIn.seenTo())
    putIn.among(events).forEach(tell)
    // What could not be told is told next time.
    putIn.goOnAfter(events)
  }

  return {
    append,
    appendInside(queries) {
      const inside = auditRows({ ...store, ...queries })
      return (entry) => write(inside, entry)
    },
    checkpoint() {
      const sign = signer()
      if (sign === null) return
      if (!isFoundTold) tellFound()
      tellPutIn()
      const head = rows.head()
      if (head === undefined) return
      // A chain that ends before what was signed was cut short behind our back: nothing vouches for its new end.
      if ((rows.lastCheckpoint()?.seq ?? 0) < head.seq) {
        const point = { storeId: store.id, seq: head.seq, hash: head.hash, at: now() }
        const signature = sign(checkpointBytes(point))
        store.transaction(() => {
          rows.insertCheckpoint({ seq: point.seq, hash: point.hash, at: point.at, signature })
        })
      }
      for (const { path, problem } of anchors.update()) {
        append({
          action: 'audit.anchor-failed',
          result: 'failed',
          actor: 'desk',
          target: path,
          detail: { problem },
        })
      }
    },
    anchorPlaces: () => anchors.state(),
  }
}
