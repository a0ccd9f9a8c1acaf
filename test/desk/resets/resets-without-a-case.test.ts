import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openChanges } from '../../../src/main/desk/changes/change-views.ts'
import type { Operator } from '../../../src/main/desk/operator.ts'
import { overviewFor } from '../../../src/main/desk/overview/overview.ts'
import { listCases } from '../../../src/main/desk/reset-desk/list-cases.ts'
import { resolveChange } from '../../../src/main/desk/changes/resolve-change.ts'
import { fault, settleMs, startSmallWorld } from '../faults/small-world.ts'

const sam: Operator = { id: 'sam', name: 'sam', role: 'support' }

type World = Awaited<ReturnType<typeof startSmallWorld>>
const counted = ({ desk }: World) => overviewFor(desk, sam, []).changes?.users
/** Gives by whom of its two places the queue leads on to a change: a case of it, or the change itself. */
const shown = ({ desk }: World) => ({
  cases: listCases(desk, { show: 'unknown', limit: 50 }).rows.map(({ account }) => account),
  alone: openChanges(desk, sam)
    .rows.filter(({ resetId }) => resetId === null)
    .map(({ subject }) => subject.name),
})
const putOnCase = ({ desk }: World, account: string, changeId: string): void => {
  const db = new Database(desk.store.path)
  db.pragma('foreign_keys = OFF')
  db.prepare(
    `INSERT INTO reset_requests (id, number, backend_id, system, account, uid, appid, nickname, caller, reason, ticket,
      state, checks, code_tries, change_id, opened_by, opened_at)
      SELECT 'the-case', 1, backend_id, 'shuidi', ?, '1', '', '', '', 'forgot', '', 'unknown', '[]', 0, id, 'sam',
        '2026-01-01' FROM changes WHERE id = ?`,
  ).run(account, changeId)
  db.close()
}

it('counts the resets that nobody knows the end of as the queue shows them: by their case, or else by themselves', async () => {
  const at = await startSmallWorld()
  const first = await at.begin('shuidi', fault('drop-before'))
  const second = await at.begin('shuidi', fault('drop-before'))
  const [one, other] = [first.person.schedule.name, second.person.schedule.name]
  await at.begin('openim', fault('drop-before'))
  expect(counted(at)).toMatchObject({ count: 2, resetId: null })
  expect(shown(at)).toEqual({ cases: [], alone: [one, other] })

  putOnCase(at, one, first.changeId)
  expect(counted(at)).toMatchObject({ count: 2, resetId: null })
  expect(shown(at)).toEqual({ cases: [one], alone: [other] })

  at.clock.advance(settleMs)
  const decision = { outcome: 'applied', confirmation: other } as const
  await resolveChange(at.desk, sam, { changeId: second.changeId, decision })
  expect(counted(at)).toMatchObject({ count: 1, resetId: 'the-case' })
  expect(shown(at)).toEqual({ cases: [one], alone: [] })
})
