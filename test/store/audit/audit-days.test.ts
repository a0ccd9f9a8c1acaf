import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import type { AuditAction } from '../../../src/shared/model/audit-action.ts'
import { auditRows } from '../../../src/main/store/audit/audit-events.ts'
import { eventBody } from '../../../src/main/store/audit/event-body.ts'
import { createAuditDays } from '../../../src/main/store/audit/audit-days.ts'
import { sql } from '../../../src/main/store/sql.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { makeSoundStore } from '../files/sound-store.ts'

const actions: AuditAction[] = ['operator.signed-in', 'operator.sign-in-failed', 'operator.locked']
const begin = Date.parse('2027-01-01T00:00:00.000Z')
const hour = 60 * 60_000
const at = (hours: number): string => new Date(begin + hours * hour).toISOString()

const append = (store: Store, action: AuditAction, hours: number): void => {
  store.run(
    sql.insertInto('audit_events').values({
      seq: (auditRows(store).head()?.seq ?? 0) + 1,
      body: eventBody({ at: at(hours), actor: 'ada', action, target: 'ada', result: 'done', detail: '{}' }),
      prev_hash: 'x',
      hash: 'y',
    }),
  )
}

it('what is remembered of days is what reading them anew gives, whatever was written in between', () => {
  const store = makeSoundStore(tempFolder())
  onTestFinished(() => {
    store.close()
  })
  const days = createAuditDays(store)
  let now = 0
  const step = fc.oneof(
    fc.record({ write: fc.constantFrom(...actions), later: fc.integer({ min: 0, max: 30 }) }),
    fc.record({ read: fc.uniqueArray(fc.integer({ min: -48, max: 200 }), { minLength: 1, maxLength: 6 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      for (const one of steps) {
        if ('write' in one) {
          append(store, one.write, (now += one.later))
          continue
        }
        const starts = one.read.map((hours) => at(now - 24 + hours)).toSorted()
        const anew = createAuditDays(store)
        const spans = days.spans(starts)
        expect(spans).toEqual(anew.spans(starts))
        for (const span of spans) expect(days.count(actions, span)).toBe(anew.count(actions, span))
      }
    }),
    { numRuns: 60 },
  )
  expect(now).toBeGreaterThan(0)
})

it('a day that has ended is read once, and the one that goes on every time', () => {
  const store = makeSoundStore(tempFolder())
  onTestFinished(() => {
    store.close()
  })
  let reads = 0
  const days = createAuditDays({
    ...store,
    get(query) {
      reads++
      return store.get(query)
    },
  })
  for (let day = 0; day < 40; day++) append(store, 'operator.signed-in', day * 24)
  const starts = Array.from({ length: 30 }, (_, day) => at((day + 10) * 24))
  const figures = (): number[] => days.spans(starts).map((span) => days.count(actions, span))
  expect(figures()).toEqual(starts.map(() => 1))
  reads = 0
  append(store, 'operator.signed-in', 39 * 24 + 1)
  expect(figures()).toEqual([...starts.slice(1).map(() => 1), 2])
  expect(reads).toBeLessThan(12)
})
