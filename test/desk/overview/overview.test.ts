import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operator } from '../../../src/main/desk/operator.ts'
import { addOperator } from '../../support/add-operator.ts'
import { createFixedClock } from '../../support/fixed-clock.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const clock = createFixedClock()
const day = 24 * 60 * 60_000
const daysBack = (count: number): string => new Date(clock.now() - count * day).toISOString()
const week = [6, 5, 4, 3, 2, 1, 0].map((back) => daysBack(back))

let at: TestDesk
let support: Operator
let auditor: Operator
beforeAll(async () => {
  at = await startTestDesk({ clock })
  const roles = ['support', 'auditor'] as const
  ;[support, auditor] = (await Promise.all(
    roles.map(async (role) => ({ id: await addOperator(at, { name: role, role }), name: role, role })),
  )) as unknown as [Operator, Operator]
})
afterAll(() => at.end())

/** Writes to the store beside the desk, as what other parts of it would have written. */
const write = (statement: string, ...values: unknown[]): void => {
  const db = new Database(at.storePath)
  db.prepare(statement).run(...values)
  db.close()
}

describe('the overview', () => {
  it('gives each role its own parts and null for what is not', () => {
    const partsOf = (by: Operator): string[] =>
      Object.entries(at.desk.overview(by, week)).flatMap(([part, value]) => (value === null ? [] : [part]))
    const everybody = ['readAt', 'days']
    expect(new Set(partsOf(support))).toEqual(new Set([...everybody, 'changes', 'resets']))
    expect(new Set(partsOf(auditor))).toEqual(new Set([...everybody, 'chain']))
    expect(Object.values(at.desk.overview(at.ada, week))).not.toContain(null)
  })

  it('tells support nothing of admins, and nothing of the audit by day', () => {
    const { changes, days } = at.desk.overview(support, week)
    expect(changes?.admins).toBeNull()
    expect(days.every((one) => one.changed === null && one.events === null)).toBe(true)
  })

  it('counts every admin in one band of age, and the sample’s reused, default and stale passwords', async () => {
    const passwords = await at.desk.passwordCensus()
    const summed = passwords.ages.reduce((sum, count) => sum + count, passwords.ageNotKnown)
    expect(passwords.accounts).toBe(3)
    expect(summed).toBe(3)
    expect(passwords).toMatchObject({ default: 3, reused: 3, stale: 1 })
    expect(passwords.ages.at(-1)).toBe(1)
  })

  it('finds the same counts as the table that it leads to', async () => {
    const passwords = await at.desk.passwordCensus()
    const listed = (finding: 'default' | 'reused' | 'weak' | 'stale'): number =>
      at.desk.admins.list({ finding, sort: 'account', descending: false, limit: 200 }).rows.length
    for (const finding of ['default', 'reused', 'weak', 'stale'] as const)
      expect(passwords[finding], finding).toBe(listed(finding))
  })

  it('counts events on the day on which they were written, and none before', () => {
    const before = at.desk.overview(at.ada, week).days
    expect(before.slice(0, -1).every(({ events }) => events === 0)).toBe(true)
    expect(before.at(-1)?.events).toBe(at.desk.audit.chain().events)
    clock.advance(day)
    at.desk.audit.chain()
    const after = at.desk.overview(at.ada, [...week, daysBack(0)]).days
    expect(after.at(-2)?.events).toBe(before.at(-1)?.events)
    expect(after.at(-1)?.events).toBe(0)
  })

  it('says of a backend that it fails by its last exchange alone', () => {
    const exchange = (status: string): void => {
      write(
        `INSERT INTO exchanges (at, operator, purpose, backend_id, backend_name, operation, target, status, duration_ms, outcome)
         SELECT ?, 'ada', 'change', id, name, 'openim.changePassword', '1000000001', ?, 3, '{}' FROM backends LIMIT 1`,
        daysBack(0),
        status,
      )
    }
    expect(at.desk.overview(at.ada, week).failing).toEqual([])
    exchange('unreachable')
    expect(at.desk.overview(at.ada, week).failing).toMatchObject([{ status: 'unreachable' }])
    exchange('rejected')
    expect(at.desk.overview(at.ada, week).failing).toEqual([])
  })

  it('names who is locked out, and no one once the time is over', async () => {
    for (let tries = 0; tries < 6; tries++)
      await at.desk.signIn('elsewhere', { name: 'support', password: 'not it' }).catch(() => undefined)
    expect(at.desk.overview(at.ada, week).lockedOut).toMatchObject([{ name: 'support' }])
    clock.advance(day)
    expect(at.desk.overview(at.ada, week).lockedOut).toEqual([])
  })

  it('asks for a verification until there was one, and says how much came after it', async () => {
    expect(at.desk.overview(auditor, week).chain?.verified).toBeNull()
    for await (const step of at.desk.audit.verify(at.ada)) expect(step.kind).toBeDefined()
    const { chain } = at.desk.overview(auditor, week)
    expect(chain?.verified).toMatchObject({ newEvents: 0 })
    expect(['verified', 'consistent']).toContain(chain?.verified?.verdict)
  })

  it('counts a change that nobody knows the end of, for those who can settle it', () => {
    write(
      `INSERT INTO changes (id, subject, account_id, backend_id, operation, state, operator, password_from, planned_at, sessions)
       SELECT 'c1', 'user/x', NULL, id, 'shuidi.findPassword', 'needs-operator', 'ada', 'typed', ?, 'not-known' FROM backends LIMIT 1`,
      daysBack(1),
    )
    expect(at.desk.overview(support, week).changes?.users).toEqual({
      count: 1,
      oldestAt: daysBack(1),
      resetId: null,
    })
    expect(at.desk.overview(at.ada, week).changes?.admins?.count).toBe(0)
    expect(at.desk.overview(auditor, week).changes).toBeNull()
  })
})
