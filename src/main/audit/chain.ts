import { hash } from 'node:crypto'
import { canonicalFields } from '../../shared/model/canonical-fields.ts'
import type { RawEvent } from '../store/audit/raw-event.ts'

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

/** Holds what `canonicalFields` puts before a field of each length, which is quicker than to spell it each time. */
const prefixes = Array.from({ length: 256 }, (_, length) => prefixOf(length))

function prefixOf(length: number): string {
  return `,${String(length)}:`
}

function prefixed(field: string): string {
  return (prefixes[field.length] ?? prefixOf(field.length)) + field
}

/**
 * Gives the canonical form of an event's own columns, those before its links: what `canonicalFields` gives for them,
 * spelled out because a verification builds it a million times.
 */
function canonicalBody(event: BodyColumns): string {
  const place = String(event[0])
  const begin = `${String(place.length)}:${place}${prefixed(event[1])}${prefixed(event[2])}`
  return `${begin}${prefixed(event[3])}${prefixed(event[4])}${prefixed(event[5])}${prefixed(event[6])}`
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
