import { hash } from 'node:crypto'
import { canonicalFields } from '../../shared/model/canonical-fields.ts'
import { earlierMark, eventBody, readEventBody, type EventFields } from '../store/audit/event-body.ts'
import type { ChainedEvent } from '../store/audit/raw-event.ts'

/** Carries what an event says with its number, without its links. */
export type ChainBody = EventFields & { seq: number }

/** Gives the hash that stands before the first event of a store's chain. */
export function genesisHash(storeId: string): string {
  return hash('sha256', canonicalFields(['latchkey audit 1', storeId]))
}

/** Gives an event's hash: SHA-256, in hex, over the hash before it, its number and its body in canonical form. */
export function eventHash(previous: string, event: ChainBody): string {
  return hash('sha256', previous + canonicalFields([String(event.seq), eventBody(event)]))
}

const earlier = earlierMark.charCodeAt(0)

/**
 * Gives the text whose hash an event carries, from the event as it was read: its own previous hash, then what
 * `canonicalFields` gives for its number and its body, spelled out because a verification builds it a million times.
 * Null stands for a body that was never hashed.
 */
export function hashedText([seq, body, previous]: ChainedEvent): string | null {
  if (body.charCodeAt(0) === earlier) return earlierText(seq, body, previous)
  const number = String(seq)
  return `${previous}${String(number.length)}:${number},${String(body.length)}:${body}`
}

/** Gives the text of an event from before bodies were stored, which was made of its fields one by one. */
function earlierText(seq: number, body: string, previous: string): string | null {
  const fields = readEventBody(body)
  if (fields === null || body !== earlierMark + eventBody(fields)) return null
  const { at, actor, action, target, result, detail } = fields
  const text = previous + canonicalFields([String(seq), at, actor, action, target, result, detail])
  // Half of a letter is hashed as the replacement character, which a field may hold itself.
  return text.isWellFormed() ? text : null
}

/** Gives the bytes that a checkpoint signs. */
export function checkpointBytes(point: { storeId: string; seq: number; hash: string; at: string }): Buffer {
  const { storeId, seq, hash: head, at } = point
  return Buffer.from(canonicalFields(['latchkey checkpoint 1', storeId, String(seq), head, at]), 'utf8')
}
