import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AuditAction } from '../../../src/shared/model/audit-action.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
let everything: number[]
beforeAll(async () => {
  at = await startTestDesk()
  for (const reason of ['one', 'two', 'three', 'four'])
    at.desk.applications.update(at.ada, {
      appid: 'app-1001',
      changes: { developerOverdueDays: reason.length },
      reason,
    })
  everything = Array.from({ length: at.desk.audit.chain().events }, (_, n) => n + 1)
})
afterAll(() => at.end())

/** Pages through all events, three at a time, and gives their numbers. */
const paged = (oldestFirst: boolean, action?: AuditAction): number[] => {
  const found: number[] = []
  for (let place: number | undefined; ;) {
    const from = oldestFirst ? { after: place } : { before: place }
    const { events, next, total } = at.desk.audit.list({ action }, { oldestFirst, ...from, limit: 3 })
    found.push(...events.map(({ seq }) => seq))
    if (next === null || found.length > total) return found
    place = next
  }
}

it('gives every event once, the oldest first or the newest, with a filter as without', () => {
  expect(everything.length).toBeGreaterThan(6)
  expect(paged(true)).toEqual(everything)
  expect(paged(false)).toEqual(everything.toReversed())
  const changes = paged(true, 'application.changed')
  expect(changes).toHaveLength(4)
  expect(changes).toEqual(changes.toSorted((one, other) => one - other))
  expect(paged(false, 'application.changed')).toEqual(changes.toReversed())
})

it('begins with the newest where nothing is said', () => {
  expect(at.desk.audit.list({}, { limit: 1 }).events[0]?.seq).toBe(everything.length)
})
