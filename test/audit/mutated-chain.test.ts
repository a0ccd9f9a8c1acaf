import { generateKeyPairSync, hash, sign } from 'node:crypto'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Anchor } from '../../src/main/audit/anchors.ts'
import { checkpointBytes, eventHash, genesisHash, type ChainBody } from '../../src/main/audit/chain.ts'
import { readPastDamage } from '../../src/main/audit/read-past-damage.ts'
import { checkSignatures, holdAgainstPoints, type SignedPoint } from '../../src/main/audit/signed-points.ts'
import { verifyAudit, type ChainSource } from '../../src/main/audit/verify.ts'
import { walkChain } from '../../src/main/audit/walk-chain.ts'
import { eventBody } from '../../src/main/store/audit/event-body.ts'
import {
  spelledOut,
  type ChainedEvent,
  type EventSource,
  type RawCheckpoint,
} from '../../src/main/store/audit/raw-event.ts'
import { openAuditReader } from '../../src/main/store/audit/reader.ts'
import { canonicalFields } from '../../src/shared/model/canonical-fields.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { makeSignedChain } from './signed-chain.ts'

const events = 10_000
const storeId = 'store-1'
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const genesis = genesisHash(storeId)
const chain = makeChain()
const checkpoints: RawCheckpoint[] = chain.filter(([seq]) => seq % 1000 === 0).map(signedAt)
const anchors: Anchor[] = checkpoints.map((point) => ({
  storeId,
  ...point,
  signature: point.signature.toString('base64'),
}))
const points = checkSignatures(storeId, { checkpoints, anchors, key: publicKey })

// A small generator of our own: the same mutations in every run.
let state = 20_260_601
const below = (limit: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * limit)
}

/** Carries a piece of the chain as an attacker left it, and what it should be held against. */
interface Mutated {
  what: string
  /** Is the place before the piece. */
  before: number
  rows: ChainedEvent[]
  isWhole: boolean
  exact: (seq: number) => boolean
  points: readonly SignedPoint[]
}

const reach = 3
const kinds: [count: number, mutate: () => Mutated][] = [
  [70_000, flipBit],
  [10_000, deleteEvents],
  [10_000, swapEvents],
  [10_000, truncate],
]

it('finds all of 100,000 flips, deletions, swaps and truncations of a chain of 10,000 events', () => {
  let made = 0
  const missed: string[] = []
  for (const [count, mutate] of kinds) {
    for (let at = 0; at < count; at++) {
      const mutated = mutate()
      made++
      if (!isFoundAround(mutated)) missed.push(mutated.what)
    }
  }
  process.stdout.write(`mutated chain: ${String(missed.length)} of ${String(made)} not found\n`)
  expect(made).toBe(100_000)
  expect(missed).toEqual([])
})

it('finds nothing in the same pieces of the chain as it is', () => {
  for (let at = 0; at < 1000; at++) {
    const { before, rows } = pieceAround(below(events) + 1)
    const untouched = { what: 'nothing', before, rows, isWhole: false, exact: () => true, points }
    expect(isFoundAround(untouched)).toBe(false)
  }
  expect(fullReport(chain, () => true)).toMatchObject({ verdict: 'verified', events, bad: [] })
})

it('finds a sample of them when the whole chain is verified, each with a reason and near its place', () => {
  for (const [, mutate] of kinds) {
    for (let at = 0; at < 20; at++) {
      const { what, before, rows, isWhole, exact } = mutate()
      const rest = isWhole ? [] : chain.slice(before + pieceLength(before))
      const report = fullReport([...chain.slice(0, before), ...rows, ...rest], exact)
      expect(report.verdict, what).toBe('tampered')
      expect(report.bad.length, what).toBeGreaterThan(0)
      const isNear = report.bad.some(({ from }) => Math.abs(from - before) < 2 * reach + 2)
      expect(isWhole || isNear, what).toBe(true)
    }
  }
})

it('finds, of 400 flipped bits of a real file, every one that changes what is read from it', () => {
  const { path: folder, remove } = makeTempFolder()
  onTestFinished(remove)
  const { path, publicKey: key, clock } = makeSignedChain(folder, 200)
  const bytes = readFileSync(path)
  const before = readAll(path)
  const flips = 400
  let silent = 0
  for (let at = 0; at < flips; at++) {
    const place = 100 + below(bytes.length - 100)
    const flipped = Buffer.from(bytes)
    flipped.writeUInt8(flipped.readUInt8(place) ^ (1 << below(8)), place)
    const file = join(folder, 'flipped.latchkey')
    writeFileSync(file, flipped)
    const verdict = verdictOf(file, key, clock.now())
    if (verdict === 'consistent') {
      silent++
      expect(readAll(file), `a flip at ${String(place)}`).toEqual(before)
    }
  }
  process.stdout.write(
    `flipped bits of a file: ${String(flips - silent)} of ${String(flips)} found, the others change nothing\n`,
  )
  copyFileSync(path, join(folder, 'whole.latchkey'))
  expect(verdictOf(join(folder, 'whole.latchkey'), key, clock.now())).toBe('consistent')
  expect(silent).toBeLessThan(flips)
})

function verdictOf(path: string, key: Buffer, now: number): string {
  try {
    const reader = openAuditReader(path)
    try {
      return verifyAudit(reader, { anchors: [], publicKey: key, now }).verdict
    } finally {
      reader.close()
    }
  } catch {
    return 'does not open'
  }
}

function readAll(path: string): unknown[] {
  const reader = openAuditReader(path)
  try {
    const rows: unknown[] = [reader.storeId, reader.publicKey, ...reader.checkpoints()]
    // SQLite refuses a page with a place in it that no page has, once, and then reads on: so does a verification.
    const read = readPastDamage(reader, null, { limit: 10_000, highest: 10_000 })
    return [...rows, ...(read?.events ?? [])]
  } finally {
    reader.close()
  }
}

function isFoundAround({ before, rows, isWhole, exact, points: held }: Mutated): boolean {
  const to = isWhole ? null : before + pieceLength(before)
  const walk = walkChain(sourceOf(rows, exact), {
    start: { seq: before, hash: hashAt(before) },
    genesis,
    to,
    highest: to ?? before,
    wanted: points.map(({ seq }) => seq),
  })
  const near = held.filter(({ seq }) => seq > before && (isWhole || seq <= walk.end.seq))
  const unreadable = walk.bad.filter(({ reason }) => reason === 'unreadable')
  const said = holdAgainstPoints(near, { last: walk.end.seq, hashes: walk.hashes, unreadable })
  return walk.bad.length + said.length > 0 || (to !== null && walk.end.seq !== to)
}

function fullReport(rows: ChainedEvent[], exact: (seq: number) => boolean) {
  const source: ChainSource = {
    ...sourceOf(rows, exact),
    storeId,
    publicKey: spki(),
    structure: () => [],
    highest: rows.at(-1)?.[0] ?? null,
    checkpoints: () => checkpoints,
  }
  return verifyAudit(source, { anchors, publicKey: spki(), now: Date.parse('2026-06-02') })
}

function spki(): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' })
}

function rowOf(event: ChainBody, previous: string): ChainedEvent {
  return [event.seq, eventBody(event), previous, eventHash(previous, event)]
}

/** Gives an event as it was hashed, field by field, before bodies were stored. */
function earlierRow(event: ChainBody, previous: string): ChainedEvent {
  const { seq, at, actor, action, target, result, detail } = event
  const text = canonicalFields([String(seq), at, actor, action, target, result, detail])
  return [seq, ` ${eventBody(event)}`, previous, hash('sha256', previous + text)]
}

/** Gives rows as a table does: in the order in which they lie, sought by the number that the file has for the place. */
function sourceOf(rows: readonly ChainedEvent[], exact: (seq: number) => boolean): EventSource {
  return {
    from(first, limit) {
      if (first === null) return rows.slice(0, limit)
      const at = rows.findIndex(([seq]) => seq >= first)
      return at === -1 ? [] : rows.slice(at, at + limit)
    },
    isExact: exact,
  }
}

function makeChain(): ChainedEvent[] {
  let previous = genesis
  return Array.from({ length: events }, (_, at) => {
    const seq = at + 1
    const body = {
      seq,
      at: new Date(Date.parse('2026-06-01') + at * 1000).toISOString(),
      actor: at % 2 === 0 ? 'ada' : '明记\u{fffd}',
      action: 'operator.locked',
      target: `event ${String(seq)}`,
      result: 'done',
      detail: JSON.stringify({ why: 'asked', at }),
    }
    const row = at % 3 === 0 ? earlierRow(body, previous) : rowOf(body, previous)
    previous = row[3]
    return row
  })
}

function signedAt(event: ChainedEvent): RawCheckpoint {
  const [seq, at, , , , , , , own] = spelledOut(event)
  const signature = sign(null, checkpointBytes({ storeId, seq, hash: own, at }), privateKey)
  return { seq, hash: own, at, signature }
}

function hashAt(seq: number): string {
  return seq === 0 ? genesis : (chain[seq - 1]?.[3] ?? '')
}

function pieceLength(before: number): number {
  return Math.min(2 * reach + 1, events - before)
}

function pieceAround(place: number): { before: number; rows: ChainedEvent[] } {
  const before = Math.max(0, place - 1 - reach)
  return { before, rows: chain.slice(before, before + pieceLength(before)) }
}

function flipBit(): Mutated {
  const place = below(events) + 1
  const column = below(4)
  const { before, rows } = pieceAround(place)
  const row = rows[place - before - 1]
  if (row === undefined) throw new Error('no such row')
  const changed: ChainedEvent = [...row]
  let isExact = true
  if (column === 0) changed[0] ^= 1 << below(14)
  else {
    const bytes = Buffer.from(String(row[column]), 'utf8')
    const byte = below(bytes.length)
    bytes.writeUInt8(bytes.readUInt8(byte) ^ (1 << below(8)), byte)
    const text = bytes.toString('utf8')
    isExact = Buffer.from(text, 'utf8').equals(bytes)
    changed[column] = text
  }
  rows[place - before - 1] = changed
  const what = `a bit of column ${String(column)} of event ${String(place)}`
  return { what, before, rows, isWhole: false, exact: (seq) => isExact || seq !== place, points }
}

function deleteEvents(): Mutated {
  const place = below(events) + 1
  const count = 1 + below(3)
  const { before, rows } = pieceAround(place)
  rows.splice(place - before - 1, count)
  const what = `${String(count)} events deleted from ${String(place)}`
  const isWhole = before + pieceLength(before) === events
  return { what, before, rows, isWhole, exact: () => true, points }
}

function swapEvents(): Mutated {
  const { before, rows } = pieceAround(below(events - 2 * reach) + reach + 1)
  const one = below(rows.length)
  const other = (one + 1 + below(rows.length - 1)) % rows.length
  const [first, second] = [rows[one], rows[other]]
  if (first === undefined || second === undefined) throw new Error('no such rows')
  // Either the rows lie in another order, or each has taken the other's number.
  const renumbered = below(2) === 0
  rows[one] = renumbered ? [first[0], ...(second.slice(1) as never)] : second
  rows[other] = renumbered ? [second[0], ...(first.slice(1) as never)] : first
  const what = `events ${String(first[0])} and ${String(second[0])} swapped${renumbered ? ', renumbered' : ''}`
  return { what, before, rows, isWhole: false, exact: () => true, points }
}

function truncate(): Mutated {
  const kept = below(events)
  const before = Math.max(0, kept - reach)
  // Whoever can cut the events can cut the checkpoints behind them: then the anchors tell.
  const held = below(2) === 0 ? points : points.filter(({ kind, seq }) => kind === 'anchor' || seq <= kept)
  const what = `everything after event ${String(kept)} cut off`
  return { what, before, rows: chain.slice(before, kept), isWhole: true, exact: () => true, points: held }
}
