import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { answerJson, startMisbehavingBackend } from '../changes/misbehaving-backend.ts'

let at: TestDesk
let backendId: string
beforeAll(async () => {
  at = await startTestDesk()
  await at.desk.builtIn.start(at.ada.name)
  const url = at.desk.builtIn.state().url ?? ''
  backendId = at.desk.backends.add(at.ada, { name: 'IM', url, environment: 'staging' }).id
})
afterAll(() => at.end())

const password = 'OpenIM@123'
const lastEvent = () => at.desk.audit.list({}, { before: undefined, limit: 1 }).events[0]
const lookUp = (account: string, given = password, where = backendId) =>
  at.desk.admins.lookUp(at.ada, { backendId: where, account, password: given })

/** Enters a backend whose sign-in answers with the data given. */
async function enter(data: object): Promise<string> {
  const ok = { errCode: 0, errMsg: '', errDlt: '' }
  const backend = await startMisbehavingBackend(answerJson(ok), answerJson({ ...ok, data }))
  onTestFinished(() => backend.close())
  const name = `IM of ${JSON.stringify(data)}`.slice(0, 60)
  return at.desk.backends.add(at.ada, { name, url: backend.url, environment: 'staging' }).id
}

describe('asking a backend for an admin’s user ID', () => {
  it('learns it from a sign-in, which stands in the audit and among the exchanges', async () => {
    const { outcome, found } = await lookUp('chatAdmin')
    expect(outcome).toMatchObject({ operation: 'openim.login', status: 'succeeded' })
    expect(found).toEqual({ userID: '1000000001', nickname: 'Root' })
    expect(lastEvent()).toMatchObject({
      action: 'admin-password.verified',
      result: 'done',
      actor: at.ada.name,
      target: 'chatAdmin',
    })
    const { rows } = at.desk.exchanges.list({ limit: 1 })
    expect(rows[0]).toMatchObject({ purpose: 'verify', target: 'chatAdmin', status: 'succeeded' })
  })

  it('enters nobody, and keeps and shows the password nowhere', async () => {
    const before = at.desk.admins.list({ sort: 'account', descending: false, limit: 50 }).total
    const answer = await lookUp('chatAdmin')
    const shown = JSON.stringify([answer, lastEvent(), at.desk.exchanges.list({ limit: 5 })])
    expect(shown).not.toContain(password)
    expect(at.desk.admins.list({ sort: 'account', descending: false, limit: 50 }).total).toBe(before)
  })

  it('learns nothing with a wrong password, and says so', async () => {
    const { outcome, found } = await lookUp('chatAdmin', 'not it')
    expect(outcome).toMatchObject({ status: 'rejected', reason: 'wrong-credentials' })
    expect(found).toBeNull()
    expect(lastEvent()).toMatchObject({ action: 'admin-password.verified', result: 'failed' })
  })

  it.each([
    ['absent', {}],
    ['empty', { adminUserID: '' }],
    ['not a text', { adminUserID: 7 }],
    ['longer than any', { adminUserID: '7'.repeat(1025) }],
  ])('takes no ID that is %s', async (_, data) => {
    expect((await lookUp('chatAdmin', password, await enter({ adminToken: 'a', ...data }))).found).toBeNull()
  })

  it('has nobody to ask at the desk’s own backend, or at one of another system', async () => {
    const other = at.desk.backends.add(at.ada, {
      name: 'shuidi',
      system: 'shuidi',
      url: 'http://127.0.0.1:9',
      environment: 'staging',
    })
    const before = lastEvent()
    for (const id of ['built-in', other.id]) {
      await expect(lookUp('chatAdmin', password, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(lastEvent()).toEqual(before)
  })
})
