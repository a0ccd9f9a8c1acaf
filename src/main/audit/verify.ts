import { createHash } from 'node:crypto'
import type { AuditReport } from '../../shared/contract/audit.ts'
import type { StructureFault } from '../store/audit/audit-structure.ts'
import {
  spelledOut,
  type ChainedEvent,
  type EventSource,
  type RawCheckpoint,
} from '../store/audit/raw-event.ts'
import type { Anchor } from './anchors.ts'
import { badRange, mergeRanges, type BadRange } from './bad-ranges.ts'
import { genesisHash } from './chain.ts'
import { placeMisfits } from './place-misfits.ts'
import { checkSignatures, holdAgainstPoints, readCheckpointKey, type SignedPoint } from './signed-points.ts'
import { unprovenStretches } from './unproven-stretches.ts'
import { walkChain, type Walk } from './walk-chain.ts'

/** Is what a verification reads: the chain's events and everything that stands beside them in the file. */
export interface ChainSource extends EventSource {
  storeId: string
  publicKey: Buffer | null
  structure(): StructureFault[]
  highest: number | null
  checkpoints(): RawCheckpoint[]
}

/** Says what a verification is held against besides the events themselves. */
export interface VerifyOptions {
  anchors: readonly Anchor[]
  /** Gives the checkpoint key as SPKI DER from outside; without it the store's own is used. */
  publicKey?: Uint8Array | undefined
  /** Gives milliseconds since the epoch, for the age of the newest anchor. */
  now: number
  onProgress?: (checked: number, total: number) => void
}

/** Carries what a chain is held against, and what the walks along it go by. */
export interface VerifyScope {
  genesis: string
  points: SignedPoint[]
  /** Holds the numbers that a checkpoint or an anchor names. */
  wanted: number[]
  highest: number
}

const mostTailEvents = 100

/** Recomputes the whole chain from its events and holds it against every checkpoint and anchor. */
export function verifyAudit(source: ChainSource, options: VerifyOptions): AuditReport {
  const scope = readScope(source, options)
  const { genesis, wanted, highest } = scope
  const onProgress = (checked: number): void => options.onProgress?.(checked, highest)
  const walk = walkChain(source, { start: null, genesis, to: null, highest, wanted, onProgress })
  const structure = judgeStructure(source, options)
  return concludeVerification(source, options, { points: scope.points, structure, walk })
}

/**
 * Reads how far the chain goes, and the signed points with whether their signatures hold. Points are read once, before
 * the walks: one that an open store gets meanwhile names an event whose hash nobody was asked for.
 */
export function readScope(source: ChainSource, options: VerifyOptions): VerifyScope {
  const { storeId } = source
  const points = checkSignatures(storeId, {
    checkpoints: source.checkpoints(),
    anchors: options.anchors.filter((anchor) => anchor.storeId === storeId),
    key: readCheckpointKey(options.publicKey ?? source.publicKey),
  })
  const wanted = [...new Set(points.map(({ seq }) => seq))]
  const highest = Math.max(0, source.highest ?? 0, ...(source.highest === null ? wanted : []))
  return { genesis: genesisHash(storeId), points, wanted, highest }
}

/** Puts together what the walk along the chain and the signed points say. */
export function concludeVerification(
  source: ChainSource,
  options: VerifyOptions,
  { points, structure, walk }: { points: SignedPoint[]; structure: StructureFault[]; walk: Walk },
): AuditReport {
  const unreadable = walk.bad.filter(({ reason }) => reason === 'unreadable')
  const placed = placeMisfits(source, walk)
  const bad = mergeRanges([
    ...placed,
    ...(walk.count === 0 && unreadable.length === 0 ? [badRange('truncated', 1)] : []),
    ...holdAgainstPoints(points, { last: walk.end.seq, hashes: walk.hashes, unreadable }),
  ])
  const checkpoints = points.filter(({ kind }) => kind === 'checkpoint')
  const lastCheckpoint = newest(checkpoints)
  const newestAnchor = newest(points.filter(({ kind, isSigned }) => kind === 'anchor' && isSigned))
  const signedTo = Math.min(lastCheckpoint?.seq ?? 0, walk.end.seq)
  const unsignedTail = walk.end.seq - signedTo
  const isAnchored =
    lastCheckpoint !== undefined &&
    newestAnchor?.seq === lastCheckpoint.seq &&
    newestAnchor.hash === lastCheckpoint.hash
  const isFromOutside = options.publicKey !== undefined
  const hasKey = readCheckpointKey(options.publicKey ?? source.publicKey) !== null
  return {
    verdict: verdictOf(bad, structure, isFromOutside && isAnchored && unsignedTail === 0),
    events: walk.count,
    bad,
    unproven: unprovenStretches(points, { bad: placed, hashes: walk.hashes, signedTo }),
    structure,
    checkpoints: checkpoints.filter(({ seq, hash, isSigned }) => isSigned && walk.hashes.get(seq) === hash)
      .length,
    unsignedTail,
    tail: unsignedTail === 0 ? [] : tailOf(source, signedTo),
    newestAnchorAt: newestAnchor?.at ?? null,
    newestAnchorAgeMs: newestAnchor === undefined ? null : options.now - Date.parse(newestAnchor.at),
    key: !hasKey ? 'none' : isFromOutside ? 'outside' : 'own',
    rowMacs: 'not-checked',
    badRows: [],
  }
}

function verdictOf(
  bad: readonly BadRange[],
  structure: readonly StructureFault[],
  isProven: boolean,
): AuditReport['verdict'] {
  if (structure.length > 0 || bad.some(({ reason }) => reason !== 'unreadable')) return 'tampered'
  if (bad.length > 0) return 'unreadable'
  return isProven ? 'verified' : 'consistent'
}

/**
 * Says where the schema around the audit is not the one meant; a store's own key counts as different where it is not the
 * one given: who trusts it would be misled.
 */
export function judgeStructure(
  source: ChainSource,
  { publicKey }: Pick<VerifyOptions, 'publicKey'>,
): StructureFault[] {
  const own = source.publicKey
  const isSame = publicKey === undefined || (own !== null && sha256(own) === sha256(publicKey))
  const structure = source.structure()
  return isSame
    ? structure
    : [...structure, { object: 'column store_meta.checkpoint_public_key', fault: 'changed' }]
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function newest(points: readonly SignedPoint[]): SignedPoint | undefined {
  return points.reduce<SignedPoint | undefined>(
    (found, point) => (found === undefined || point.seq >= found.seq ? point : found),
    undefined,
  )
}

function tailOf(source: ChainSource, signedTo: number): AuditReport['tail'] {
  return readable(() => source.from(signedTo + 1, mostTailEvents)).map((event) => {
    const [seq, at, actor, action, target] = spelledOut(event)
    return { seq: Math.min(seq, Number.MAX_SAFE_INTEGER), at, actor, action, target }
  })
}

function readable(read: () => ChainedEvent[]): ChainedEvent[] {
  try {
    return read()
  } catch {
    return []
  }
}
