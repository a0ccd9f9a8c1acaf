import { hash } from 'node:crypto'
import { canonicalFields } from '../../shared/model/canonical-fields.ts'
import type { RawEvent } from '../store/raw-event.ts'

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
  return hash('sha256', previous + canonicalBody([seq, at, actor, action, target, result, detail]))
}

/**
 * Gives the canonical form of an event's own columns, those before its links: what `canonicalFields` gives for them,
 * spelled out because a verification builds it a million times.
 */
function canonicalBody(event: BodyColumns): string {
  const [seq, at, actor, action, target, result, detail] = event
  const place = String(seq)
  return `${place.length}:${place},${at.length}:${at},${actor.length}:${actor},${action.length}:${action},${target.length}:${target},${result.length}:${result},${detail.length}:${detail}`
}

type BodyColumns = readonly [
  seq: number,
  at: string,
  actor: string,
  action: string,
  target: string,
  result: string,
  detail: string,
  ...links: string[],
]

/** Gives the text whose hash an event carries, from the event as it was read: its own previous hash, then its columns. */
export function hashedText(event: RawEvent): string {
  return event[7] + canonicalBody(event)
}

/** Gives the bytes that a checkpoint signs. */
export function checkpointBytes(point: { storeId: string; seq: number; hash: string; at: string }): Buffer {
  const { storeId, seq, hash: head, at } = point
  return Buffer.from(canonicalFields(['latchkey checkpoint 1', storeId, String(seq), head, at]), 'utf8')
}
