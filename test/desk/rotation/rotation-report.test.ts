import { afterAll, beforeAll, expect, it } from 'vitest'
import { thresholds } from '../../../src/shared/model/thresholds.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { done, passwordBefore, startRotatedBackend, wrongPassword } from './rotation-desk.ts'

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

it('plans the accounts that match, and no others', async () => {
  const { backendId, asked } = await startRotatedBackend(at, 12, (_, socket, body) => {
    done(socket, body)
  })
  const planFor = async (matching: { search?: string; minAgeDays?: number }): Promise<string[]> => {
    const { id } = await at.desk.rotations.plan(at.ada, {
      backendId,
      accounts: { matching },
      passwordLength: 24,
    })
    const { rows } = at.desk.rotations.get({ rotationId: id, after: 0, limit: 500 })
    return rows.map(({ account }) => account)
  }
  expect(await planFor({ search: 'admin-01' })).toEqual(['admin-010', 'admin-011', 'admin-012'])
  await expect(planFor({ minAgeDays: 1 })).rejects.toMatchObject({ code: 'ROTATION_EMPTY' })
  expect(asked).toEqual([])
})

it('reports each account in one line, defused for spreadsheets, without any password', async () => {
  const { backendId, name, asked } = await startRotatedBackend(at, 2, (nth, socket, body) => {
    ;(nth === 2 ? wrongPassword : done)(socket, body)
  })
  at.desk.admins.add(at.ada, {
    backendId,
    userID: '9',
    account: 'no-password',
    nickname: '=HYPERLINK("x")',
  })
  const { id } = await at.desk.rotations.plan(at.ada, { backendId, accounts: 'all', passwordLength: 24 })
  at.desk.rotations.start(at.ada, { rotationId: id, confirmation: name })
  await at.desk.rotations.settled(id)
  at.desk.rotations.continueWithRest(at.ada, id)
  await at.desk.rotations.settled(id)

  const csv = await at.desk.rotations.report(at.ada, id)
  const { events } = at.desk.audit.list({ action: 'rotation.exported' }, { before: undefined, limit: 5 })
  expect(events).toMatchObject([{ actor: 'ada', target: name, detail: { rotation: id, format: 'csv' } }])
  const lines = csv.trimEnd().split('\r\n')
  expect(lines).toHaveLength(4)
  const { rows, sessionsUntil } = at.desk.rotations.get({ rotationId: id, after: 0, limit: 500 })
  const until = new Date(Date.parse(rows[0]?.endedAt ?? '') + thresholds.openimTokenLife).toISOString()
  expect(sessionsUntil).toBe(until)
  expect(lines[0]).toMatch(/,sessions,sessions_end_by$/)
  expect(lines[1]).toMatch(new RegExp(`,sessions-stay,${until}$`))
  expect(lines[2]).toMatch(/,nothing-changed,$/)
  expect(lines[3]).toMatch(/Z,,$/)
  expect(lines[1]).toMatch(new RegExp(`^${id},${name},1,1,admin-001,,confirmed,,`))
  expect(lines[2]).toContain(',admin-002,,rejected,wrong-credentials,')
  expect(lines[3]).toContain(`,no-password,"'=HYPERLINK(""x"")",refused,password-not-known,`)
  const secrets = [...asked.map(({ newPassword }) => newPassword), passwordBefore('1'), passwordBefore('2')]
  expect(secrets.filter((secret) => csv.includes(secret))).toEqual([])

  const rejected = at.desk.rotations.get({ rotationId: id, after: 0, limit: 500, state: 'rejected' })
  expect(rejected.rows.map(({ account }) => account)).toEqual(['admin-002'])
  expect(rejected.current).toBeNull()
})
