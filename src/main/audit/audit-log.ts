import type { AppendEvent, Clock } from '../../shared/model/ports.ts'
import { auditRows } from '../store/audit-events.ts'
import type { Store } from '../store/store.ts'
import { anchorPath, appendAnchor } from './anchors.ts'
import { checkpointBytes, eventHash, genesisHash } from './chain.ts'

/** Says what the audit needs: a store, the time, and a signer that is null while no key is held. */
export interface AuditLogOptions {
  store: Store
  clock: Clock
  signer: () => ((bytes: Uint8Array) => Buffer) | null
  /** Is told after each append, inside the transaction. */
  onAppend: () => void
}

/** Appends to the audit chain and signs its checkpoints. */
export interface AuditLog {
  append: AppendEvent
  /** Signs the newest event and copies the checkpoint outside; does nothing where it is signed or no key is held. */
  checkpoint(): void
}

/** Makes the audit of an open store. */
export function createAuditLog({ store, clock, signer, onAppend }: AuditLogOptions): AuditLog {
  const rows = auditRows(store)
  const genesis = genesisHash(store.id)
  const anchors = anchorPath(store.path, store.id)
  const now = (): string => new Date(clock.now()).toISOString()

  const checkpoint = (): void => {
    const sign = signer()
    const head = rows.last()
    if (sign === null || head === undefined || rows.lastCheckpoint()?.seq === head.seq) return
    const point = { storeId: store.id, seq: head.seq, hash: head.hash, at: now() }
    const signature = sign(checkpointBytes(point))
    store.transaction(() => {
      rows.insertCheckpoint({ seq: point.seq, hash: point.hash, at: point.at, signature })
    })
    appendAnchor(anchors, { ...point, signature: signature.toString('base64') })
  }

  return {
    append(entry) {
      return store.joinTransaction(() => {
        const last = rows.last()
        const body = {
          seq: (last?.seq ?? 0) + 1,
          at: now(),
          actor: entry.actor.toWellFormed(),
          action: entry.action,
          target: entry.target.toWellFormed(),
          result: entry.result,
          detail: JSON.stringify(entry.detail ?? {}).toWellFormed(),
        }
        const previous = last?.hash ?? genesis
        rows.insert({ ...body, prev_hash: previous, hash: eventHash(previous, body) })
        onAppend()
        return body.seq
      })
    },
    checkpoint,
  }
}
