import { afterAll, expect, it } from 'vitest'
import { auditRows } from '../../../src/main/store/audit/audit-events.ts'
import { eventBody } from '../../../src/main/store/audit/event-body.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { makeSoundStore } from '../files/sound-store.ts'

const folder = makeTempFolder('event-search')
const store = makeSoundStore(folder.path)
afterAll(() => {
  store.close()
  folder.remove()
})
const rows = auditRows(store)
const first = (rows.head()?.seq ?? 0) + 1
const add = (actor: string, target: string, detail: object): void => {
  const seq = (rows.head()?.seq ?? 0) + 1
  const event = { at: '2026-06-01T12:00:00.000Z', action: 'operator.locked', result: 'done' }
  const body = eventBody({ ...event, actor, target, detail: JSON.stringify(detail) })
  rows.insert({ seq, body, prev_hash: 'findme', hash: 'findme' })
}
add('ada', 'Chat "North"', { why: 'asked' })
add('明记', 'C:\\desk\\chat', { why: 'a\ttab' })
add('eve', '', { path: 'C:\\desk', says: '"Ünlaut"' })

it.each([
  ['chat', [0, 1]],
  ['CHAT "n', [0]],
  ['desk\\chat', [1]],
  ['明记', [1]],
  ['EVE', [2]],
  ['c:\\', [1, 2]],
  ['"path"', [2]],
  ['\\"', [2]],
  ['nlaut', [2]],
  ['findme', []],
  ['operator.locked', []],
  ['2026', []],
  ['done', []],
  ['","', [2]],
])('an event is found by what its actor, target or detail hold, and nothing else: %s', (search, found) => {
  const numbers = rows.oldest({ search }, first - 1, 10).map(({ seq }) => seq - first)
  expect(numbers).toEqual(found)
  const others =
    rows.count({ search }) - rows.oldest({ search }, undefined, first).filter(({ seq }) => seq < first).length
  expect(others).toBe(found.length)
})
