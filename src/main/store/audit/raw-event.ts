import { readEventBody } from './event-body.ts'

/** Carries an event as the chain holds it, an array in the order of its columns: the quickest form to read many. */
export type ChainedEvent = [seq: number, body: string, prevHash: string, hash: string]

/** Carries an event with its fields, as an array. */
export type RawEvent = [
  seq: number,
  at: string,
  actor: string,
  action: string,
  target: string,
  result: string,
  detail: string,
  prevHash: string,
  hash: string,
]

/** Gives an event with its fields; a body that holds none is shown as the detail of an event that says nothing else. */
export function spelledOut([seq, body, prevHash, hash]: ChainedEvent): RawEvent {
  const fields = readEventBody(body)
  if (fields === null) return [seq, '', '', '', '', '', cellText(body), prevHash, hash]
  const { at, actor, action, target, result, detail } = fields
  return [seq, at, actor, action, target, result, detail, prevHash, hash]
}

/** Gives a cell as text, whatever a file that was changed from outside has in its place. */
export function cellText(cell: unknown): string {
  return String(cell)
}

/** Carries a checkpoint as it is stored. */
export interface RawCheckpoint {
  seq: number
  hash: string
  at: string
  signature: Buffer
}

/** Gives the events of a chain in the order in which they lie in the file. */
export interface EventSource {
  /**
   * Gives the events from a sequence number on, or from the very first one, whatever its number. What comes is what
   * the file holds: a number or a type may be wrong. Fails with `UnreadableRowsError` where the file cannot be read.
   */
  from(first: number | null, limit: number): ChainedEvent[]
  /** Says whether the bytes of an event's texts are exactly those that its strings spell. */
  isExact(seq: number): boolean
}

/** Says that SQLite could not read some rows: a page is damaged, or the medium fails. */
export class UnreadableRowsError extends Error {
  constructor(options?: ErrorOptions) {
    super('rows of the audit cannot be read', options)
    this.name = 'UnreadableRowsError'
  }
}
