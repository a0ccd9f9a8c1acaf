import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RotationSelection } from '../../../src/main/store/changes/rotations.ts'
import type { RotationState } from '../../../src/shared/model/rotation.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const states: readonly RotationState[] = [
  'ended',
  'planned',
  'ended',
  'stopped',
  'planned',
  'ended',
  'first-done',
]
const everything = states.length

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
  const db = new Database(at.storePath)
  const insert = db.prepare(
    `INSERT INTO rotations (id, backend_id, operator, state, password_length, planned_at)
      SELECT ?, id, 'ada', ?, 20, ? FROM backends LIMIT 1`,
  )
  for (const [n, state] of states.entries())
    insert.run(String(n + 1), state, `2026-01-0${String(n + 1)}T00:00:00.000Z`)
  db.close()
})
afterAll(() => at.end())

/** Pages through all that match, two at a time, and gives their numbers in the order in which they were planned. */
const paged = (query: Partial<RotationSelection>): string => {
  let found = ''
  for (let cursor: string | undefined; ;) {
    const page = at.desk.rotations.list({ ...query, cursor, limit: 2 })
    found += page.rotations.map(({ id }) => id).join('')
    cursor = page.nextCursor ?? undefined
    if (cursor === undefined || found.length > everything) return found
  }
}

it('gives the newest first, and the oldest first where that is asked for', () => {
  expect(paged({})).toBe('7654321')
  expect(paged({ sort: 'planned', descending: false })).toBe('1234567')
})

it('gives states as they are passed through, and back, and of one state the newest first', () => {
  expect(paged({ sort: 'state', descending: false })).toBe('5274631')
  expect(paged({ sort: 'state', descending: true })).toBe('6314752')
})

it('gives those of one state alone, in either order', () => {
  expect(paged({ state: 'ended' })).toBe('631')
  expect(paged({ state: 'ended', descending: false })).toBe('136')
  expect(paged({ state: 'planned', sort: 'state', descending: true })).toBe('52')
  expect(paged({ state: 'rest' })).toBe('')
})
