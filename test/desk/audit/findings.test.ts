import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../../../src/main/desk.ts'
import { KeyNotHeldError } from '../../../src/shared/model/key-not-held-error.ts'
import { addOperator } from '../../support/add-operator.ts'
import { cheapSlots } from '../../support/cheap-slots.ts'
import { accountIdOf, administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const [root, ops, night] = ['1000000001', '1000000002', '1000000003'] as const
const query = { finding: 'any', limit: 50 } as const
const auditor = { name: 'lin', password: 'reads much, says little' }
const judged = (desk: Desk): Promise<void> => desk.directory.judged(20_000)
const rowOf = (desk: Desk, userID: string) => desk.admins.get(accountIdOf(desk, userID))

let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk({ resources: cheapSlots })
  await addOperator(at, { ...auditor, role: 'auditor' })
  await judged(at.desk)
})
afterAll(() => at.end())

describe('the findings of a desk', () => {
  it('name the sample admins’ one password, and the one that is old', async () => {
    const { rows } = await at.desk.findings.list({ ...query, kind: 'admin' })
    expect(rows.map((row) => [row.userID, row.findings, row.defaultKind, row.reusedBy, row.judged])).toEqual([
      [root, ['default', 'reused', 'weak'], 'common', 2, true],
      [night, ['default', 'reused', 'weak', 'stale'], 'common', 2, true],
      [ops, ['default', 'reused', 'weak'], 'common', 2, true],
    ])
    expect(rowOf(at.desk, night).findings).toEqual(['default', 'reused', 'weak', 'stale'])
  })

  it('are sorted over their pages, and begin anew at a place of another order', async () => {
    const paged = async (cursor?: string) => {
      const sorted = { sort: 'findings', descending: true, kind: 'admin', finding: 'any' } as const
      return at.desk.findings.list({ ...sorted, cursor, limit: 1 })
    }
    const first = await paged()
    const second = await paged(first.nextCursor ?? undefined)
    expect(first.rows.map(({ userID }) => userID)).toEqual([night])
    expect(second.rows[0]?.userID).not.toBe(night)
    const { nextCursor } = await at.desk.findings.list({ ...query, sort: 'account', limit: 1 })
    expect((await paged(nextCursor ?? undefined)).rows).toEqual(first.rows)
    expect((await paged('no place')).rows).toEqual(first.rows)
  })

  it('are found by the name of their backend, the built-in one also by that of the page', async () => {
    const found = async (search: string, builtInName?: string) =>
      (await at.desk.findings.list({ ...query, search, builtInName })).rows.length
    const { rows } = await at.desk.findings.list(query)
    const own = rows.filter(({ backendId }) => backendId === 'built-in').length
    expect(own).toBeGreaterThan(0)
    expect(await found('built-in')).toBe(own)
    expect(await found('内置')).toBe(0)
    expect(await found('内置', '内置后端')).toBe(own)
  })

  it('name who has the same password as one, and that one, without a word in the audit', async () => {
    const before = at.desk.audit.chain().events
    const same = async (kind: 'admin' | 'user', id: string) => {
      const { rows, sameAs } = await at.desk.findings.list({ ...query, sameAs: { kind, id } })
      return [sameAs, rows.map(({ userID }) => userID)]
    }
    const { rows } = await at.desk.findings.list({ ...query, kind: 'user', finding: 'reused' })
    const user = rows[0]
    const group = rows.filter(({ reuseGroup }) => reuseGroup === user?.reuseGroup)
    expect(await same('admin', accountIdOf(at.desk, ops))).toEqual(['opsAdmin', [root, night, ops]])
    expect(await same('user', user?.id ?? '')).toEqual([user?.account, group.map(({ userID }) => userID)])
    expect(await same('admin', 'nobody')).toEqual([null, []])
    expect(await same('user', 'nobody')).toEqual([null, []])
    expect((await at.desk.findings.list(query)).sameAs).toBeNull()
    expect(at.desk.audit.chain().events).toBe(before)
  })

  it('judge users by the passwords that they were loaded with', async () => {
    const { rows } = await at.desk.findings.list({ finding: 'not-judged', limit: 50 })
    expect(rows).toEqual([])
    expect(await at.desk.findings.summary()).toMatchObject({
      accounts: 9,
      default: 3,
      stale: 1,
      notJudged: 0,
    })
  })

  it('change with the password, at once: those who shared it before are one fewer', async () => {
    await at.desk.builtIn.start(at.ada.name)
    const accountId = accountIdOf(at.desk, ops)
    const { state } = await at.desk.admins.change(at.ada, {
      accountId,
      current: { from: 'vault' },
      next: { from: 'typed', password: 'Quiet-Orchard-71-Lantern' },
      confirmation: rowOf(at.desk, ops).account,
    })
    expect(state).toBe('confirmed')
    expect(rowOf(at.desk, ops).findings).toEqual([])
    expect(rowOf(at.desk, root).findings).toContain('reused')
    const { rows } = await at.desk.findings.list({ finding: 'reused', kind: 'admin', limit: 50 })
    expect(rows.map(({ userID, reusedBy }) => [userID, reusedBy])).toEqual([
      [root, 1],
      [night, 1],
    ])
    const alone = await at.desk.findings.list({ ...query, sameAs: { kind: 'admin', id: accountId } })
    expect([alone.sameAs, alone.rows]).toEqual(['opsAdmin', []])
  })

  it('of a store from before are judged once an administrator is there, and not before', async () => {
    const closed = async (change: string): Promise<Desk> => {
      await at.desk.close()
      const db = new Database(at.storePath)
      db.exec(change)
      db.close()
      return at.restart()
    }
    const desk = await closed(
      'UPDATE accounts SET password_score = NULL, password_fingerprint = NULL, password_default = NULL',
    )
    await desk.signIn('auditor', auditor)
    await judged(desk)
    expect(await desk.findings.summary()).toMatchObject({ default: 0, notJudged: 3 })
    await desk.signIn(page, administrator)
    await judged(desk)
    expect(await desk.findings.summary()).toMatchObject({ default: 2, notJudged: 0 })
  })

  it('are read by an auditor alone, whose session unseals nothing', async () => {
    const desk = await at.restart()
    const who = await desk.signIn('auditor', auditor)
    const { rows } = await desk.findings.list({ ...query, kind: 'admin' })
    expect(rows.map(({ userID }) => userID)).toEqual([root, night])
    const sameAs = { kind: 'admin', id: accountIdOf(desk, root) } as const
    const same = await desk.findings.list({ ...query, sameAs })
    expect(same.rows.map(({ userID }) => userID)).toEqual([root, night])
    // The guard refuses before; this is what would meet a call that got past it.
    expect(() => desk.admins.reveal(who, accountIdOf(desk, root))).toThrow(KeyNotHeldError)
  })

  it('pass over a sealed password that was damaged from outside, and judge the others', async () => {
    await at.desk.close()
    const db = new Database(at.storePath)
    db.exec(`UPDATE accounts SET password_score = NULL;
      UPDATE accounts SET sealed_password = x'00' WHERE user_id = '${root}'`)
    db.close()
    const desk = await at.restart()
    await desk.signIn(page, administrator)
    await judged(desk)
    expect(await desk.findings.summary()).toMatchObject({ notJudged: 1 })
  })
})
