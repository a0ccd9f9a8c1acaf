import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DirectoryUser } from '../../../src/main/directory/users.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

let at: TestDesk
let ming: DirectoryUser
beforeAll(async () => {
  at = await startTestDesk()
  const [found] = at.desk.users.list({ search: '13800138000', limit: 2 }).rows
  if (found === undefined) throw new Error('no user')
  ming = at.desk.users.get(found.num).user
})
afterAll(() => at.end())

const events = () =>
  at.desk.audit
    .list({}, { before: undefined, limit: 50 })
    .events.filter(({ action }) => action === 'directory.sign-text-changed')

describe('the signature text that an operator sets', () => {
  it('stands at once, and the audit says who set it without saying what', () => {
    const set = at.desk.users.setSignText(at.ada, { num: ming.num, signText: '晚安 & hello' })
    expect(set).toEqual({ ...ming, signText: '晚安 & hello' })
    expect(at.desk.users.get(ming.num).user.signText).toBe('晚安 & hello')
    expect(events()).toMatchObject([{ actor: 'ada', target: ming.account, result: 'done' }])
    expect(JSON.stringify(events())).not.toContain('晚安')
    const { rows } = at.desk.users.list({ limit: 50 })
    expect(rows.filter(({ signText }) => signText !== '')).toHaveLength(1)
  })

  it('is no event where it stands already', () => {
    const before = events().length
    at.desk.users.setSignText(at.ada, { num: ming.num, signText: '晚安 & hello' })
    expect(events()).toHaveLength(before)
  })

  it('is nobody’s where there is no such user', () => {
    const before = events().length
    expect(() => at.desk.users.setSignText(at.ada, { num: 999_999, signText: 'x' })).toThrow('NOT_FOUND')
    expect(events()).toHaveLength(before)
  })
})
