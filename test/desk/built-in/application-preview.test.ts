import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { judgeRequests } from '../../../src/main/desk/built-in/judge-requests.ts'
import { asCanary, findCanaries, makeCanary } from '../../support/canary.ts'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'

const appid = 'app-1001'
const account = '13800138000'

let at: TestDesk
let url = ''
beforeAll(async () => {
  at = await startTestDesk()
  url = at.desk.builtIn.state().url ?? ''
})
afterAll(() => at.end())
beforeEach(() => {
  const store = new Database(at.storePath)
  at.desk.builtIn.requests({ limit: 1 })
  store.exec('DELETE FROM built_in_requests')
  store.close()
})

const call = async (operation: string, given: Record<string, string>): Promise<unknown> => {
  const body = new URLSearchParams({ appid, signature: 'sig-1001', ...given })
  const answer = await fetch(`${url}/api/user/${operation}`, { method: 'POST', body })
  return answer.json()
}
const changePassword = (pass: string, over: Record<string, string> = {}): Promise<unknown> =>
  call('new_pass', { user: account, pass, newpass: 'BrandNew789', ...over })
const preview = (changes: object) => at.desk.applications.preview({ appid, changes })
const notAllowed = { code: 405, text: '当前管理员不允许用户修改密码', reason: 'change-not-allowed' }
const wrong = { code: 404, text: '用户账号密码错误!', reason: 'wrong-credentials' }

describe('what a change of settings would have made of recent requests', () => {
  it('is told by rule, before and after, with the newest first', async () => {
    await changePassword('Wrong1')
    await changePassword('Wrong2', { user: '13900139000' })
    await call('login', { user: account, pass: 'Wrong3' })
    const told = preview({ allowPasswordChange: false })
    expect(told).toMatchObject({ examined: 3, notKept: 0, differ: 2, mayDiffer: 0, answeredOtherwise: 0 })
    const difference = { operation: 'newPass', before: [wrong], after: [notAllowed], isSure: true }
    expect(told.groups).toEqual([{ ...difference, count: 2 }])
    expect(told.newest).toMatchObject([
      { ...difference, who: '13900139000' },
      { ...difference, who: account },
    ])
    expect(told.from).toMatch(/^\d{4}-.+Z$/)
  })

  it('counts a request as not kept where somebody else wrote what is kept of it', async () => {
    for (const wrongOne of ['Wrong1', 'Wrong2', 'Wrong3']) await changePassword(wrongOne)
    at.desk.builtIn.requests({ limit: 1 })
    const store = new Database(at.storePath)
    const [, first, second] = store.prepare('SELECT id FROM built_in_requests').pluck().all()
    store.prepare('UPDATE built_in_requests SET facts = ? WHERE id = ?').run('{', first)
    store.prepare('UPDATE built_in_requests SET facts = ? WHERE id = ?').run('[1]', second)
    store.close()
    expect(preview({ allowPasswordChange: false })).toMatchObject({ examined: 1, notKept: 2, differ: 1 })
  })

  it('changes nothing, and is no event', async () => {
    await changePassword('Wrong1')
    const state = () => [
      at.desk.applications.get(appid),
      at.desk.audit.list({}, { before: undefined, limit: 1 }).events,
    ]
    const before = state()
    preview({ allowPasswordChange: false, status: 'stopped' })
    expect(state()).toEqual(before)
    expect(await changePassword('Wrong1')).toMatchObject({ code: 404 })
  })

  it('leaves out other applications, and what no setting could have let further', async () => {
    await call('login', { appid: 'app-1002', signature: 'sig-1002', user: '13700137000', pass: 'x' })
    await changePassword('Wrong1', { signature: 'not the signature' })
    await changePassword('Wrong1', { appid: 'nobody' })
    await fetch(`${url}/api/user/new_pass`)
    expect(preview({ status: 'stopped' })).toMatchObject({ examined: 0, notKept: 0, differ: 0, groups: [] })
  })

  it('names every answer that is possible where a password was never compared', async () => {
    const by = { appid, reason: 'a test' }
    at.desk.applications.update(at.ada, { ...by, changes: { allowPasswordChange: false } })
    await changePassword('Wrong1')
    const told = preview({ allowPasswordChange: true })
    at.desk.applications.update(at.ada, { ...by, changes: { allowPasswordChange: true } })
    expect(told).toMatchObject({ differ: 1, mayDiffer: 0 })
    expect(told.groups[0]?.before).toEqual([notAllowed])
    expect(told.groups[0]?.after.map(({ code }) => code)).toEqual([404, 200, 404])
  })

  it('compares with the settings in force, and says what was answered otherwise before they were', async () => {
    const by = { appid, reason: 'a test' }
    await changePassword('Wrong1')
    at.desk.applications.update(at.ada, { ...by, changes: { allowPasswordChange: false } })
    const told = preview({ allowPasswordChange: true })
    const unrelated = preview({ accountLength: { min: 1, max: 30 } })
    at.desk.applications.update(at.ada, { ...by, changes: { allowPasswordChange: true } })
    expect(told).toMatchObject({ differ: 1, answeredOtherwise: 1 })
    expect(told.newest).toMatchObject([{ before: [notAllowed], after: [wrong], answered: wrong }])
    expect(unrelated).toMatchObject({ examined: 1, differ: 0, mayDiffer: 0, answeredOtherwise: 0 })
  })

  it('counts what too little is kept of instead of guessing', async () => {
    await changePassword('Wrong1')
    at.desk.builtIn.requests({ limit: 1 })
    const store = new Database(at.storePath)
    store.exec('UPDATE built_in_requests SET facts = NULL')
    store.close()
    expect(preview({ status: 'stopped' })).toMatchObject({ examined: 0, notKept: 1, differ: 0 })
  })

  it('is not there for an application that is not there', () => {
    expect(() => at.desk.applications.preview({ appid: 'nobody', changes: {} })).toThrow('NOT_FOUND')
  })

  it('keeps no secret of a request', async () => {
    const secrets = ['pass', 'newpass', 'token', 'signature'].map((name) => makeCanary(name))
    const values = Object.fromEntries(secrets.map(({ label, value }) => [label, value]))
    await changePassword('x', { ...values, signature: 'sig-1001' })
    await changePassword('24681357', { user: '24681357' })
    at.desk.builtIn.requests({ limit: 1 })
    const store = new Database(at.storePath)
    const kept = JSON.stringify(store.prepare('SELECT facts FROM built_in_requests').pluck().all())
    store.close()
    expect(kept).toContain('newPass')
    expect(findCanaries('the facts', kept, [...secrets, asCanary('account', '24681357')])).toEqual([])
    expect(kept).not.toContain('sig-1001')
  })

  it('does not keep how long a new password was', async () => {
    await changePassword('Wrong1', { newpass: 'a'.repeat(9) })
    await changePassword('Wrong1', { newpass: 'b'.repeat(17) })
    at.desk.builtIn.requests({ limit: 1 })
    const store = new Database(at.storePath)
    const [one, other] = store.prepare('SELECT facts FROM built_in_requests').pluck().all()
    store.close()
    expect(one).toEqual(other)
    expect(one).toContain('"newPassword":"fits"')
  })
})

describe('the judgement of requests', () => {
  const settings = usualSettings()

  it('reads two thousand of them in a moment', () => {
    const facts = JSON.stringify({
      operation: 'newPass',
      appid,
      settings,
      rule: 'done',
      who: account,
      presented: { token: false, user: true, pass: true },
      token: 'none',
      account: { digits: true, length: 11 },
      newPassword: 'fits',
    })
    const rows = Array.from({ length: 2000 }, (_, id) => ({ id, at: '2026-01-01T00:00:00.000Z', facts }))
    const started = process.threadCpuUsage()
    const after = { ...settings, passwordLength: { min: 8, max: 12 } }
    const told = judgeRequests(rows, { appid, before: settings, after })
    // Its own time of the processor, in µs, whatever else the machine does meanwhile.
    expect(process.threadCpuUsage(started).user).toBeLessThan(500_000)
    expect(told).toMatchObject({ examined: 2000, differ: 0, mayDiffer: 2000 })
    expect(told.newest).toHaveLength(20)
  })

  it('does not break on facts that another version wrote', () => {
    const rows = [{ id: 1, at: '2026-01-01T00:00:00.000Z', facts: '{"operation":"newPass","appid":7}' }]
    const told = judgeRequests(rows, { appid, before: settings, after: settings })
    expect(told).toMatchObject({ examined: 0, notKept: 1 })
  })
})

function usualSettings() {
  return {
    status: 'normal',
    developerStatus: 'normal',
    developerOverdueDays: 0,
    allowPasswordChange: true,
    tokenValidation: false,
    accountLength: { min: 5, max: 20 },
    passwordLength: { min: 6, max: 32 },
  } as const
}
