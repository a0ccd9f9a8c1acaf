import { afterAll, expect, it } from 'vitest'
import { auditRows } from '../../../src/main/store/audit/audit-events.ts'
import { eventBody } from '../../../src/main/store/audit/event-body.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { makeSoundStore } from '../files/sound-store.ts'

const folder = makeTempFolder('event-span')
const store = makeSoundStore(folder.path)
afterAll(() => {
  store.close()
  folder.remove()
})
const rows = auditRows(store)
const first = (rows.head()?.seq ?? 0) + 1
const add = (body: string): void => {
  rows.insert({ seq: (rows.head()?.seq ?? 0) + 1, body, prev_hash: '', hash: '' })
}
const bodyOf = (at: string): string =>
  eventBody({ at, actor: 'ada', action: 'operator.locked', target: '', result: 'done', detail: '{}' })
const day = (number: number): string => `2030-06-0${String(number)}T12:00:00.000Z`
add(bodyOf(day(1)))
add(` ${bodyOf(day(2))}`)
add(`  ${bodyOf(day(3))}`)
add(bodyOf(day(4)))
add('no body')
add('["')

it.each([
  [{ from: day(1) }, [0, 1, 2, 3]],
  [{ from: day(2) }, [1, 2, 3]],
  [{ from: '2030-06-02T12:00:00.001Z' }, [2, 3]],
  [{ from: '2030-06-03' }, [2, 3]],
  [{ from: day(1), to: day(3) }, [0, 1]],
  [{ from: day(3), to: '2030-06-04' }, [2]],
  [{ to: day(3) }, [0, 1, 4, 5]],
  [{ to: '2030-06-01' }, [4, 5]],
])('events are found by their time, however their body is marked: %j', (filter, found) => {
  const numbers = rows.oldest(filter, first - 1, 10).map(({ seq }) => seq - first)
  expect(numbers).toEqual(found)
})
