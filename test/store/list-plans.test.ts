import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { exchangeRows } from '../../src/main/store/backends/exchanges.ts'
import { openStore } from '../../src/main/store/files/open.ts'
import { resetPage } from '../../src/main/store/resets/reset-list.ts'
import type { Store } from '../../src/main/store/store.ts'
import { exchangeSorts } from '../../src/shared/model/listed-exchanges.ts'
import { resetSorts } from '../../src/shared/model/listed-resets.ts'
import { createFixedClock } from '../support/fixed-clock.ts'
import { makeJudgedStore } from '../support/judged-store.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** Makes a store with a request and a case in it, for a place to go on from. */
const storeWithOne = (): string => {
  const path = makeJudgedStore(tempFolder(), {})
  const db = new Database(path)
  db.exec(`
    INSERT INTO exchanges (at, operator, purpose, backend_id, backend_name, operation, target, status, duration_ms,
      outcome) VALUES ('2026-01-01', 'ada', 'test', 'b1', 'Chat', 'openim.login', 'amy', 'succeeded', 9, '{}');
    INSERT INTO reset_requests (id, number, backend_id, system, account, uid, appid, nickname, caller, reason, ticket,
      state, checks, code_tries, opened_by, opened_at)
      VALUES ('r1', 1, 'b1', 'shuidi', '139', '', '', '', '', '', 'T-1', 'opened', '[]', 0, 'ada', '2026-01-01')`)
  db.close()
  return path
}

let store: Store
let plans: string[]
beforeEach(() => {
  const opened = openStore({ path: storeWithOne(), door: 'test', clock: createFixedClock() }).store
  onTestFinished(() => {
    opened.close()
  })
  plans = []
  store = {
    ...opened,
    all(query) {
      const asked = 'sql' in query ? query : query.compile()
      const steps = opened.all<{ detail: string }>({ ...asked, sql: `EXPLAIN QUERY PLAN ${asked.sql}` })
      plans.push(steps.map(({ detail }) => detail).join('; '))
      return opened.all(query)
    },
  }
})
const ways = <Sort extends string>(sorts: readonly Sort[]) =>
  sorts.flatMap((sort) => [false, true].map((descending) => ({ sort, descending })))

describe('a page of the record of requests', () => {
  it.each(ways(exchangeSorts))('walks an index and sorts nothing: $sort, down: $descending', (order) => {
    const rows = exchangeRows(store)
    expect(rows.page(order, 50).rows).toHaveLength(1)
    expect(rows.page({ ...order, after: { id: 1, sort: order.sort } }, 50).rows).toEqual([])
    for (const plan of plans) {
      expect(plan).not.toContain('ORDER BY')
      expect(plan).toMatch(
        order.sort === 'at' ? /exchanges( USING INTEGER PRIMARY KEY|$)/ : /USING INDEX exchanges_by_/,
      )
    }
    expect(plans).toHaveLength(order.sort === 'at' ? 2 : 3)
  })

  it.each(['at', 'duration'] as const)('reads no row but those that have a text, by %s', (sort) => {
    exchangeRows(store).page({ sort, descending: true, search: 'am' }, 50)
    const [found, sorted] = plans
    // A text is looked for in the index of what it is looked for in.
    expect(found).toContain('COVERING INDEX exchanges_by_target')
    expect(sorted).toContain('exchanges USING INTEGER PRIMARY KEY')
  })

  it.each([
    [{ operation: 'openim.login' } as const, 'exchanges_by_operation'],
    [{ status: 'unknown' } as const, 'exchanges_by_status'],
    [{ backendId: 'b1' }, 'exchanges_by_backend'],
  ])('narrowed by %j in time, walks the index of that', (filter, index) => {
    exchangeRows(store).page({ ...filter, sort: 'at', descending: true }, 50)
    expect(plans).toHaveLength(1)
    expect(plans[0]).toContain(index)
    expect(plans[0]).not.toContain('ORDER BY')
  })
})

describe('a page of the queue', () => {
  const page = (order: Parameters<typeof resetPage>[1]['order'], goesOn: boolean, filter = {}) => {
    const after = goesOn ? { order: order?.sort ?? ('open' as const), number: 1 } : undefined
    return resetPage(store, { filter, order, after, limit: 50 }).rows
  }
  const ofCases = (): string[] => plans.filter((plan) => plan.includes('reset_requests'))

  it.each(ways(resetSorts))('walks an index and sorts nothing: $sort, down: $descending', (order) => {
    expect(page(order, false)).toHaveLength(1)
    expect(page(order, true)).toEqual([])
    expect(ofCases().length).toBeGreaterThan(1)
    for (const plan of ofCases()) {
      expect(plan).not.toContain('ORDER BY')
      expect(plan).toMatch(
        /reset_requests USING (COVERING )?INDEX (reset_requests_|sqlite_autoindex_reset_requests_2)/,
      )
    }
    // How a case stands is read from its own change, and from the few that are open.
    for (const plan of ofCases()) expect(plan).not.toMatch(/SCAN (made|held)(?! USING)/)
  })

  it('does not look for cases that were closed in a way among the open ones', () => {
    expect(page(undefined, false, { show: 'resolved' })).toEqual([])
    expect(ofCases()).toHaveLength(1)
    expect(plans[0]).toContain('INDEX reset_requests_by_state')
    expect(plans[0]).not.toContain('ORDER BY')
  })

  it('finds the open cases, which come first, without the closed ones', () => {
    expect(page(undefined, false, { show: 'open' })).toHaveLength(1)
    expect(page(undefined, true, { show: 'open' })).toEqual([])
    for (const plan of ofCases()) {
      expect(plan).toContain('INDEX reset_requests_open')
      expect(plan).not.toContain('ORDER BY')
    }
  })
})
