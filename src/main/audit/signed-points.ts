import { createPublicKey, verify as verifySignature, type KeyObject } from 'node:crypto'
import type { RawCheckpoint } from '../store/audit/raw-event.ts'
import type { Anchor } from './anchors.ts'
import { badRange, type BadRange } from './bad-ranges.ts'
import { checkpointBytes } from './chain.ts'

/** Carries a checkpoint or an anchor with whether its signature holds. */
export interface SignedPoint {
  kind: 'checkpoint' | 'anchor'
  seq: number
  hash: string
  at: string
  isSigned: boolean
}

/** Says what of a chain was read: where it ends, its hashes at the places asked for, and what could not be read. */
export interface ReadChain {
  last: number
  hashes: ReadonlyMap<number, string>
  unreadable: readonly BadRange[]
}

/** Reads a checkpoint key from SPKI DER; null where it is none, or not one for Ed25519. */
export function readCheckpointKey(der: Uint8Array | null): KeyObject | null {
  if (der === null) return null
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

/** Checks the signature of every checkpoint and anchor of a store; without a key none holds. */
export function checkSignatures(
  storeId: string,
  {
    checkpoints,
    anchors,
    key,
  }: { checkpoints: readonly RawCheckpoint[]; anchors: readonly Anchor[]; key: KeyObject | null },
): SignedPoint[] {
  const holds = (point: { seq: number; hash: string; at: string; signature: Uint8Array }): boolean =>
    key !== null && verifySignature(null, checkpointBytes({ storeId, ...point }), key, point.signature)
  return [
    ...checkpoints.map((point) => signedPoint('checkpoint', point, isWellTyped(point) && holds(point))),
    ...anchors.map((anchor) => {
      const signature = Buffer.from(anchor.signature, 'base64')
      return signedPoint('anchor', anchor, holds({ ...anchor, signature }))
    }),
  ]
}

/** Holds what was read of a chain against every signed point; gives what contradicts them. */
export function holdAgainstPoints(points: readonly SignedPoint[], chain: ReadChain): BadRange[] {
  const signed = new Map<number, string>()
  for (const { kind, seq, hash } of points) if (kind === 'checkpoint') signed.set(seq, hash)
  return points.flatMap((point) => {
    const contradiction = point.kind === 'anchor' ? 'anchor-contradiction' : 'signature'
    if (!point.isSigned) return badRange(contradiction, point.seq)
    if (point.seq > chain.last) {
      return badRange(point.kind === 'anchor' ? 'rollback' : 'truncated', chain.last + 1, point.seq)
    }
    const read = chain.hashes.get(point.seq)
    const isLost =
      read === undefined && chain.unreadable.some(({ from, to }) => from <= point.seq && point.seq <= to)
    if (!isLost && read !== point.hash) return badRange(contradiction, point.seq)
    const isKnown = point.kind === 'checkpoint' || signed.get(point.seq) === point.hash
    return isKnown ? [] : badRange('anchor-contradiction', point.seq)
  })
}

function signedPoint(
  kind: SignedPoint['kind'],
  { seq, hash, at }: { seq: number; hash: string; at: string },
  isSigned: boolean,
): SignedPoint {
  return { kind, seq, hash, at, isSigned }
}

function isWellTyped(point: { seq: unknown; hash: unknown; at: unknown; signature: unknown }): boolean {
  return (
    Number.isSafeInteger(point.seq) &&
    typeof point.hash === 'string' &&
    typeof point.at === 'string' &&
    Buffer.isBuffer(point.signature)
  )
}
