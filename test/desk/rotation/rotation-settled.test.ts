import { expect, it } from 'vitest'
import { resolveChange } from '../../../src/main/desk/changes/resolve-change.ts'
import { rotationReport } from '../../../src/main/desk/rotation/report.ts'
import { getRotation } from '../../../src/main/desk/rotation/views.ts'
import { getAdmin, adminHistory } from '../../../src/main/desk/admins/admin-views.ts'
import { rotationRows } from '../../../src/main/store/changes/rotations.ts'
import type { RotationRowState } from '../../../src/shared/model/rotation.ts'
import { operator } from '../faults/faulty-world.ts'
import { fault, settleMs, startSmallWorld } from '../faults/small-world.ts'

const rotationId = 'the-rotation'

/** Makes an ended rotation of four accounts whose changes were sent and had no known end. */
const startEnded = async () => {
  const at = await startSmallWorld()
  const begun = []
  for (const mishap of ['drop-after', 'drop-before', 'drop-after', 'drop-before'] as const) {
    begun.push(await at.begin('openim', fault(mishap)))
  }
  const changes = begun.map(({ changeId, person }) => ({ ...at.row(changeId), name: person.schedule.name }))
  const rows = rotationRows(at.desk.store)
  const now = at.desk.timestamp()
  rows.insert(
    {
      id: rotationId,
      backend_id: changes[0]?.backend_id ?? '',
      operator: operator.name,
      state: 'ended',
      password_length: 20,
      planned_at: now,
      started_at: now,
      ended_at: now,
      stop_reason: null,
    },
    changes.map(({ account_id: accountId }) => ({ accountId: accountId ?? '', reason: null })),
  )
  for (const [index, { id }] of changes.entries()) {
    const values = { state: 'unknown', reason: 'timeout', change_id: id, ended_at: now } as const
    rows.updateRow(rotationId, index + 1, values)
  }
  at.clock.advance(settleMs)
  const [proven, refuted, decided, open] = changes
  if (!proven || !refuted || !decided || !open) throw new Error('four changes were begun')
  return { at, proven, refuted, decided, open }
}
const shown = ({ desk }: Awaited<ReturnType<typeof startEnded>>['at'], state?: RotationRowState) =>
  getRotation(desk, { rotationId, after: 0, limit: 100, state })

it('says of each account what became of its change by now, and counts by that', async () => {
  const { at, proven, refuted, decided, open } = await startEnded()
  expect(shown(at).rotation.counts).toMatchObject({ unknown: 4, confirmed: 0 })

  await resolveChange(at.desk, operator, { changeId: proven.id })
  await resolveChange(at.desk, operator, { changeId: refuted.id })
  const decision = { outcome: 'applied', confirmation: decided.name } as const
  await resolveChange(at.desk, operator, { changeId: decided.id, decision })

  const { rotation, rows } = shown(at)
  expect(rotation.counts).toMatchObject({ confirmed: 1, 'not-applied': 1, decided: 1, unknown: 1 })
  expect(rows.map(({ state, change }) => [state, change?.settledBy])).toEqual([
    ['confirmed', null],
    ['not-applied', null],
    ['decided', 'ada'],
    ['unknown', null],
  ])
  for (const [state, { name }] of [
    ['confirmed', proven],
    ['not-applied', refuted],
    ['decided', decided],
    ['unknown', open],
  ] as const) {
    expect(shown(at, state).rows.map(({ account }) => account)).toEqual([name])
  }
  expect(shown(at, 'rejected').rows).toEqual([])
})

it('takes a word for no proof: neither in the report nor in the account’s row and history', async () => {
  const { at, proven, decided, open } = await startEnded()
  await resolveChange(at.desk, operator, { changeId: proven.id })
  for (const [{ id: changeId, name: confirmation }, outcome] of [
    [decided, 'applied'],
    [open, 'not-applied'],
  ] as const) {
    await resolveChange(at.desk, operator, { changeId, decision: { outcome, confirmation } })
  }

  const lines = (await rotationReport(at.desk, operator, rotationId)).split('\r\n')
  expect(lines[0]).toMatch(/,change_state,decided_by,ended_at,sessions,sessions_end_by$/)
  expect(lines[1]).toMatch(new RegExp(`,confirmed,timeout,${proven.id},verified,,`))
  expect(lines[2]).toContain(',unknown,,')
  expect(lines[3]).toContain(`,decided,timeout,${decided.id},decided-applied,ada,`)
  expect(lines[4]).toContain(`,decided,timeout,${open.id},decided-not-applied,ada,`)
  for (const line of [lines[3], lines[4]]) expect(line).not.toMatch(/,(verified|not-applied),/)
  expect(lines[1]).toMatch(/,sessions-stay,\d{4}-[^,]+Z$/)
  expect(lines[3]).toMatch(/,not-known,$/)
  expect(lines[4]).toMatch(/,nothing-changed,$/)

  for (const [{ id, account_id: accountId }, settledBy] of [
    [proven, null],
    [decided, 'ada'],
  ] as const) {
    expect(getAdmin(at.desk, accountId ?? '').lastChange).toMatchObject({ id, state: 'verified', settledBy })
    const { changes } = adminHistory(at.desk, { accountId: accountId ?? '', limit: 5 })
    expect(changes).toMatchObject([{ id, state: 'verified', settledBy }])
  }
})
