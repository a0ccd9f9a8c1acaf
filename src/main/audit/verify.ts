import { createPublicKey, verify as verifySignature, type KeyObject } from 'node:crypto'
import type { AuditReport } from '../../shared/contract/audit.ts'
import type { AuditReader, RawEvent } from '../store/reader.ts'
import type { Anchor } from './anchors.ts'
import { checkpointBytes, eventHash, genesisHash } from './chain.ts'

/** Says what a verification is held against besides the events themselves. */
export interface VerifyOptions {
  anchors: readonly Anchor[]
  /** Gives the checkpoint key as SPKI DER from outside; without it the store's own is used. */
  publicKey?: Uint8Array | undefined
  onProgress?: (checked: number, total: number) => void
}

type BadRange = AuditReport['bad'][number]
interface SignedPoint {
  seq: number
  hash: string
  at: string
  signature: Uint8Array
}

const batch = 1000

/** Recomputes the whole chain from its events and holds it against every checkpoint and anchor. */
export function verifyAudit(reader: AuditReader, options: VerifyOptions): AuditReport {
  const checkpoints = reader.checkpoints()
  const anchors = options.anchors
    .filter((anchor) => anchor.storeId === reader.storeId)
    .map((anchor) => ({ ...anchor, signature: Buffer.from(anchor.signature, 'base64') }))
  const walked = walkChain(
    reader,
    new Set([...checkpoints, ...anchors].map((point) => point.seq)),
    options.onProgress,
  )
  const der = options.publicKey ?? reader.publicKey
  const key = der === null ? null : createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
  const bad = [...walked.bad]
  const isSigned = (point: SignedPoint): boolean => key !== null && holds(reader.storeId, point, key)

  for (const point of checkpoints) {
    if (!isSigned(point)) bad.push(range(point.seq, 'signature'))
    else if (point.seq > walked.last) bad.push({ from: walked.last + 1, to: point.seq, reason: 'truncated' })
    else if (walked.hashes.get(point.seq) !== point.hash) bad.push(range(point.seq, 'signature'))
  }
  for (const anchor of anchors) {
    if (!isSigned(anchor)) bad.push(range(anchor.seq, 'anchor-contradiction'))
    else if (anchor.seq > walked.last) bad.push({ from: walked.last + 1, to: anchor.seq, reason: 'rollback' })
    else if (walked.hashes.get(anchor.seq) !== anchor.hash)
      bad.push(range(anchor.seq, 'anchor-contradiction'))
  }

  const lastCheckpoint = checkpoints.at(-1)
  const newestAnchor = anchors.at(-1)
  const unsignedTail = walked.last - Math.min(lastCheckpoint?.seq ?? 0, walked.last)
  const anchored = lastCheckpoint !== undefined && newestAnchor?.hash === lastCheckpoint.hash
  const fromOutside = options.publicKey !== undefined
  return {
    verdict: verdictOf(bad, fromOutside && anchored && unsignedTail === 0),
    events: walked.count,
    bad: mergeRanges(bad),
    checkpoints: checkpoints.length,
    unsignedTail,
    newestAnchorAt: newestAnchor?.at ?? null,
    key: key === null ? 'none' : fromOutside ? 'outside' : 'own',
    rowMacs: 'not-checked',
  }
}

function verdictOf(bad: readonly BadRange[], proven: boolean): AuditReport['verdict'] {
  if (bad.length > 0) return 'tampered'
  return proven ? 'verified' : 'consistent'
}

function holds(storeId: string, point: SignedPoint, key: KeyObject): boolean {
  return verifySignature(null, checkpointBytes({ storeId, ...point }), key, point.signature)
}

function walkChain(
  reader: AuditReader,
  wanted: ReadonlySet<number>,
  onProgress: VerifyOptions['onProgress'],
) {
  const bad: BadRange[] = []
  const hashes = new Map<number, string>()
  let previous = genesisHash(reader.storeId)
  let last = 0
  let count = 0
  for (;;) {
    const events = reader.after(last, batch)
    if (events.length === 0) break
    for (const event of events) {
      const reason = judge(event, last, previous)
      if (reason !== null) bad.push(reason)
      last = event[0]
      previous = event[8]
      if (wanted.has(last)) hashes.set(last, previous)
    }
    count += events.length
    onProgress?.(count, reader.total)
  }
  return { bad, hashes, last, count }
}

function judge(event: RawEvent, last: number, previous: string): BadRange | null {
  const [seq, at, actor, action, target, result, detail, prevHash, stored] = event
  if (eventHash(prevHash, { seq, at, actor, action, target, result, detail }) !== stored)
    return range(seq, 'body')
  if (seq !== last + 1) return { from: last + 1, to: seq - 1, reason: 'gap' }
  return prevHash === previous ? null : range(seq, 'link')
}

function range(seq: number, reason: BadRange['reason']): BadRange {
  return { from: seq, to: seq, reason }
}

function mergeRanges(ranges: readonly BadRange[]): BadRange[] {
  const merged: BadRange[] = []
  for (const next of [...ranges].sort((a, b) => a.reason.localeCompare(b.reason) || a.from - b.from)) {
    const open = merged.at(-1)
    if (open?.reason === next.reason && next.from <= open.to + 1) open.to = Math.max(open.to, next.to)
    else merged.push({ ...next })
  }
  return merged.sort((a, b) => a.from - b.from)
}
