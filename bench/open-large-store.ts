import Database from 'better-sqlite3'
import { join } from 'node:path'
import { eventHash, genesisHash } from '../src/main/audit/chain.ts'
import { eventBody } from '../src/main/store/audit/event-body.ts'
import { listAdmins } from '../src/main/desk/admins/admin-views.ts'
import { assembleDesk } from '../src/main/desk/assemble.ts'
import { setUpStore } from '../src/main/desk/set-up.ts'
import { signIn } from '../src/main/desk/operators/sign-in.ts'
import { createHashingPool, type HashingPool } from '../src/main/passwords/hashing-pool.ts'
import { createStrengthJudge } from '../src/main/passwords/strength.ts'
import { createSystemRandom } from '../src/main/platform/system-random.ts'
import { systemClock as clock } from '../src/main/platform/system-clock.ts'
import { builtInBackendId } from '../src/main/store/backends/backends.ts'
import { createStore, openStore } from '../src/main/store/files/open.ts'
import { administrator } from '../test/support/test-desk.ts'
import { sourceResources } from '../test/support/source-resources.ts'
import { makeTempFolder } from '../test/support/temp-folder.ts'
import { fillStore, madePlaces } from './fill-store.ts'
import { startWatch } from './lost-time.ts'
import type { BenchRow, Figure } from './measurement.ts'

const million = 1_000_000
const first = { sort: 'account', descending: false, limit: 50 } as const

/**
 * Measures opening a store of 1,000,000 accounts and as many events, from the operator's key being derived to the first
 * page of the list.
 */
export async function openLargeStore(): Promise<BenchRow> {
  const folder = makeTempFolder('bench')
  const path = join(folder.path, 'store', 'desk.latchkey')
  const random = createSystemRandom(clock)
  const hashing = createHashingPool(sourceResources.hashingWorker)
  const strength = createStrengthJudge(sourceResources.strengthWorker)
  const deps = { path, door: 'bench', clock, random, deriveKey: hashing.deriveKey, strength, createStore }
  const { opened } = await setUpStore(deps, administrator)
  opened.store.close()
  fillStore(path, { admins: million, users: 0 }, { ...madePlaces, backends: [builtInBackendId] })
  appendEvents(path)

  let sinceDerived = startWatch()
  const timed: HashingPool = {
    ...hashing,
    async deriveKey(...given) {
      const key = await hashing.deriveKey(...given)
      sinceDerived = startWatch()
      return key
    },
  }
  return {
    async round() {
      const started = performance.now()
      const { desk, close } = assembleDesk(openStore({ path, door: 'bench', clock }), {
        clock,
        random,
        hashing: timed,
        strength,
        resources: sourceResources,
        told: {},
        builtInStarts: 'when-asked',
        throttle: true,
        timeLimits: {},
        report: () => undefined,
        startServer: () => Promise.reject(new Error('no server is started here')),
      })
      const opening = performance.now() - started
      await signIn(desk, 'bench', administrator)
      const page = listAdmins(desk, first)
      listAdmins(desk, { ...first, limit: 1, state: 'unknown' })
      const toFirstPage = sinceDerived()
      if (page.rows.length !== first.limit) throw new Error('there is no first page')
      await close()
      return [
        { name: 'opening 1,000,000 accounts and events', value: opening, unit: 'ms' },
        {
          name: '… key derived to first page',
          value: toFirstPage.byClock,
          unit: 'ms',
          floor: { atMost: 1000 },
        },
        { name: '… of it on the processor', value: toFirstPage.byProcessor, unit: 'ms' },
      ] satisfies Figure[]
    },
    async close() {
      await Promise.all([hashing.close(), strength.close()])
      folder.remove()
    },
  }
}

function appendEvents(path: string): void {
  const db = new Database(path)
  db.pragma('synchronous = OFF')
  const storeId = String(db.prepare('SELECT store_id FROM store_meta').pluck().get())
  const insert = db.prepare('INSERT INTO audit_events (seq, body, prev_hash, hash) VALUES (?, ?, ?, ?)')
  const begin = Date.parse('2026-01-01T00:00:00.000Z')
  const head = db.prepare('SELECT seq, hash FROM audit_events ORDER BY seq DESC').get() as
    { seq: number; hash: string } | undefined
  db.transaction(() => {
    let hash = head?.hash ?? genesisHash(storeId)
    for (let at = 0; at < million; at++) {
      const seq = (head?.seq ?? 0) + 1 + at
      const event = {
        seq,
        at: new Date(begin + at).toISOString(),
        actor: 'bench',
        action: 'operator.stepped-up',
        target: 'bench',
        result: 'done',
        detail: '{}',
      } as const
      const next = eventHash(hash, event)
      insert.run(seq, eventBody(event), hash, next)
      hash = next
    }
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}
