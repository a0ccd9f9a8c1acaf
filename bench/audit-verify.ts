import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { eventHash, genesisHash, type ChainBody } from '../src/main/audit/chain.ts'
import { eventBody } from '../src/main/store/audit/event-body.ts'
import { createStore } from '../src/main/store/files/open.ts'
import { canonicalFields } from '../src/shared/model/canonical-fields.ts'
import { systemClock } from '../src/main/platform/system-clock.ts'
import { makeTempFolder } from '../test/support/temp-folder.ts'
import { startWatch } from './lost-time.ts'
import type { BenchRow } from './measurement.ts'

const events = 1_000_000
const atOnce = 100_000

/** Measures the verification of a million events over chain-hashing the same strings in memory, and what it costs. */
export function auditVerify(): BenchRow {
  const folder = makeTempFolder('bench')
  const path = join(folder.path, 'bench.latchkey')
  fillChain(path)
  return {
    async round() {
      const yardstick = hashInMemory()
      const { events: checked, bad, spentMs, processorMs, peakMb, delayMs } = await verifyInProcess(path)
      if (checked !== events || bad > 0) throw new Error('the chain was not verified')
      return [
        {
          name: '4 audit verify',
          value: yardstick.byClock / spentMs,
          unit: 'of the yardstick',
          floor: { atLeast: 0.6 },
        },
        {
          name: '4 audit verify, were two processors there',
          value: yardstick.byProcessor / (processorMs / 2),
          unit: 'of the yardstick',
        },
        { name: '4 audit verify, memory at its peak', value: peakMb, unit: 'MB', floor: { atMost: 160 } },
        { name: '4 audit verify, loop delay max', value: delayMs, unit: 'ms', floor: { atMost: 20 } },
        { name: '4 audit verify, as such', value: (events / spentMs) * 1000, unit: 'a second' },
      ]
    },
    close() {
      folder.remove()
      return Promise.resolve()
    },
  }
}

interface Verified {
  events: number
  bad: number
  spentMs: number
  /** Is what all its threads used of the processors. */
  processorMs: number
  peakMb: number
  delayMs: number
}

async function verifyInProcess(path: string): Promise<Verified> {
  const script = fileURLToPath(new URL('audit-verify-process.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script, path])
  return JSON.parse(stdout) as Verified
}

function eventOf(seq: number): ChainBody {
  return {
    seq,
    at: new Date(Date.UTC(2026, 0, 1) + seq * 1000).toISOString(),
    actor: 'ada',
    action: 'admin-password.confirmed',
    target: `account-${String(seq)}`,
    result: 'done',
    detail: JSON.stringify({ userID: String(1_000_000_000 + seq), backend: 'Built-in', sessions: 'stay' }),
  }
}

/** Chain-hashes the events' canonical strings, made beforehand; a part at a time, so that they fit into memory. */
function hashInMemory(): { byClock: number; byProcessor: number } {
  const spent = { byClock: 0, byProcessor: 0 }
  let previous = genesisHash('bench')
  for (let from = 1; from <= events; from += atOnce) {
    const texts = Array.from({ length: atOnce }, (_, at) => {
      const event = eventOf(from + at)
      return canonicalFields([String(event.seq), eventBody(event)])
    })
    const taken = startWatch()
    for (const text of texts) previous = hash('sha256', previous + text)
    const { byClock, byProcessor } = taken()
    spent.byClock += byClock
    spent.byProcessor += byProcessor
  }
  return spent
}

function fillChain(path: string): void {
  const storeId = 'bench'
  createStore({ path, door: 'bench', clock: systemClock, storeId, populate: () => undefined }).store.close()
  const db = new Database(path)
  db.pragma('synchronous = OFF')
  const insert = db.prepare('INSERT INTO audit_events VALUES (?, ?, ?, ?)')
  let previous = genesisHash(storeId)
  db.transaction(() => {
    for (let seq = 1; seq <= events; seq++) {
      const event = eventOf(seq)
      const own = eventHash(previous, event)
      insert.run(seq, eventBody(event), previous, own)
      previous = own
    }
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}
