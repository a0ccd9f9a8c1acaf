import { expect, it } from 'vitest'
import { exportAccounts } from '../../../src/main/desk/account-files/export-accounts.ts'
import { listAdmins } from '../../../src/main/desk/admins/admin-views.ts'
import { figuresByDay } from '../../../src/main/desk/overview/overview-days.ts'
import { resolveChange } from '../../../src/main/desk/changes/resolve-change.ts'
import type { ChangeFilter } from '../../../src/shared/model/change-filter.ts'
import { operator } from '../faults/faulty-world.ts'
import { fault, settleMs, startSmallWorld } from '../faults/small-world.ts'

/** Ends a change of an admin or a reset of a user in each way: proven done and not done, decided so, and left open. */
const startSettled = async (way: 'openim' | 'shuidi') => {
  const at = await startSmallWorld()
  const begun: Awaited<ReturnType<typeof at.begin>>[] = []
  for (const mishap of ['drop-after', 'drop-before', 'drop-after', 'drop-before', 'drop-before'] as const)
    begun.push(await at.begin(way, fault(mishap)))
  at.clock.advance(settleMs)
  const nameOf = (index: number): string => begun[index]?.person.schedule.name ?? ''
  const resolve = (index: number, outcome?: 'applied' | 'not-applied') =>
    resolveChange(at.desk, operator, {
      changeId: begun[index]?.changeId ?? '',
      ...(outcome !== undefined && { decision: { outcome, confirmation: nameOf(index) } }),
    })
  if (way === 'openim') for (const index of [0, 1]) await resolve(index)
  await resolve(2, 'applied')
  await resolve(3, 'not-applied')
  return { at, nameOf }
}

it.each<[ChangeFilter, number]>([
  ['verified', 0],
  ['not-applied', 1],
  ['decided-applied', 2],
  ['decided-not-applied', 3],
  ['unsettled', 4],
])('finds by %s one admin, and says the same of that one in a file', async (state, index) => {
  const { at, nameOf } = await startSettled('openim')
  const { rows, total } = listAdmins(at.desk, { state, sort: 'account', descending: false, limit: 9 })
  expect(rows.map(({ account }) => account)).toEqual([nameOf(index)])
  expect(total).toBe(1)
  let text = ''
  for await (const piece of exportAccounts(at.desk, operator, { kind: 'admins', state })) text += piece.text
  const [, line, ...others] = text.trimEnd().split('\r\n')
  expect(others).toEqual([])
  expect(line?.split(',')).toContain(state === 'unsettled' ? 'unknown' : state)
})

it('counts by day what was decided apart from what was proven, and each change once', async () => {
  const { at } = await startSettled('openim')
  const day = new Date(at.clock.now() - 60_000).toISOString()
  const [figures] = figuresByDay(at.desk, [day], 'administrator')
  expect(figures).toMatchObject({ changed: 1, reset: 0, failed: 1, decided: 2 })
  // Support is told of resets alone.
  expect(figuresByDay(at.desk, [day], 'support')).toMatchObject([{ changed: null, failed: 0, decided: 0 }])
})

it('counts no reset as set anew that somebody only decided', async () => {
  const { at } = await startSettled('shuidi')
  const day = new Date(at.clock.now() - 60_000).toISOString()
  for (const role of ['administrator', 'support'] as const)
    expect(figuresByDay(at.desk, [day], role)).toMatchObject([{ reset: 0, failed: 0, decided: 2 }])
})
