import { hash } from 'node:crypto'
import { canonicalFields } from '../../shared/model/canonical-fields.ts'

/** Carries what an event says, without its links. */
export interface ChainBody {
  seq: number
  at: string
  actor: string
  action: string
  target: string
  result: string
  detail: string
}

/** Gives the hash that stands before the first event of a store's chain. */
export function genesisHash(storeId: string): string {
  return hash('sha256', canonicalFields(['latchkey audit 1', storeId]))
}

/** Gives an event's hash: SHA-256, in hex, over the hash before it and every column in canonical form. */
export function eventHash(previous: string, body: ChainBody): string {
  const { seq, at, actor, action, target, result, detail } = body
  return hash('sha256', previous + canonicalFields([String(seq), at, actor, action, target, result, detail]))
}

/** Gives the bytes that a checkpoint signs. */
export function checkpointBytes(point: { storeId: string; seq: number; hash: string; at: string }): Buffer {
  const { storeId, seq, hash: head, at } = point
  return Buffer.from(canonicalFields(['latchkey checkpoint 1', storeId, String(seq), head, at]), 'utf8')
}
