import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findCanariesInFolder, makeCanary } from '../support/canary.ts'
import { accountIdOf, startTestDesk, type TestDesk } from '../support/test-desk.ts'
import { bytesOf } from './sample-document.ts'

let test: TestDesk
beforeAll(async () => {
  test = await startTestDesk()
})
afterAll(() => test.end())

const eventsOf = (action: string) =>
  test.desk.audit
    .list({}, { before: undefined, limit: 200 })
    .events.filter((event) => event.action === action)
    .toReversed()

describe('an import at the desk', () => {
  it('puts known admin passwords into the vault, and a change of one works from there', async () => {
    const { desk, ada } = test
    const canary = makeCanary('admin password')
    const document = {
      latchkeyDirectory: 1,
      admins: [{ userID: '2000000001', account: 'newAdmin', nickname: 'New', password: canary.value }],
    }
    expect(desk.directory.importDocument(ada, bytesOf(document))).toMatchObject({ ok: true })
    const accountId = accountIdOf(desk, '2000000001')
    expect(desk.admins.get(accountId)).toMatchObject({ passwordKnown: true, account: 'newAdmin' })
    expect(await desk.admins.verify(ada, accountId)).toMatchObject({ status: 'succeeded' })
    expect(findCanariesInFolder(test.folder, [canary])).toEqual([])
  })

  it('takes a vault password away that an imported hash has replaced, and keeps one it does not name', () => {
    const { desk, ada } = test
    const hash = '$2b$04$abcdefghijklmnopqrstuuNRXkPqTm6ZCUyYyKpYVd6t1KJvTtIbK'
    const document = {
      latchkeyDirectory: 1,
      admins: [
        { userID: '2000000001', passwordHash: hash },
        { userID: '1000000002', nickname: 'Operations' },
      ],
    }
    expect(desk.directory.importDocument(ada, bytesOf(document))).toMatchObject({ ok: true })
    expect(desk.admins.get(accountIdOf(desk, '2000000001')).passwordKnown).toBe(false)
    expect(desk.admins.get(accountIdOf(desk, '1000000002'))).toMatchObject({
      passwordKnown: true,
      nickname: 'Operations',
    })
  })

  it('with an error enters nobody', () => {
    const { desk, ada } = test
    const document = {
      latchkeyDirectory: 1,
      admins: [{ userID: '2000000009', password: 'x' }, { userID: '' }],
    }
    expect(desk.directory.importDocument(ada, bytesOf(document))).toMatchObject({
      ok: false,
      errors: [{ path: '$.admins[1].userID' }],
    })
    expect(() => accountIdOf(desk, '2000000009')).toThrow()
  })

  it('comes back from an export of the same desk without a warning', () => {
    const { desk, ada } = test
    const text = [...desk.directory.exportDocument(ada)].join('')
    expect(desk.directory.importDocument(ada, Buffer.from(text))).toMatchObject({ ok: true, warnings: [] })
    expect(eventsOf('directory.exported').map((event) => event.actor)).toEqual(['ada'])
  })
})

describe('an application at the desk', () => {
  it('takes a flag from the next request on, and the audit has who, why, and what it was', async () => {
    const { desk, ada } = test
    const { url } = desk.builtIn.state()
    const change = (pass: string, newpass: string) =>
      fetch(`${url ?? ''}/api/user/new_pass`, {
        method: 'POST',
        body: new URLSearchParams({
          appid: 'app-1001',
          signature: 'sig-1001',
          user: '18616503617',
          pass,
          newpass,
        }),
      }).then((answer) => answer.json() as Promise<{ code: number }>)
    const flag = (allowPasswordChange: boolean) =>
      desk.applications.update(ada, { appid: 'app-1001', changes: { allowPasswordChange }, reason: 'drill' })
    expect(flag(false)).toMatchObject({
      before: { allowPasswordChange: true },
      after: { allowPasswordChange: false },
    })
    expect((await change('OldPass456', 'NewPass456')).code).toBe(405)
    flag(true)
    expect((await change('OldPass456', 'NewPass456')).code).toBe(200)
    expect(eventsOf('application.changed').map((event) => [event.actor, event.detail])).toEqual([
      ['ada', { reason: 'drill', allowPasswordChange: 'true → false' }],
      ['ada', { reason: 'drill', allowPasswordChange: 'false → true' }],
    ])
  })

  it('that is not there is said not to be', () => {
    const { desk, ada } = test
    const update = () => desk.applications.update(ada, { appid: 'x', changes: {}, reason: 'drill' })
    expect(update).toThrow('NOT_FOUND')
    expect(() => desk.applications.get('x')).toThrow('NOT_FOUND')
    expect(desk.applications.list({ limit: 1 })).toMatchObject({
      rows: [{ appid: 'app-1001' }],
      nextCursor: 'app-1001',
    })
  })
})

describe('a user at the desk', () => {
  it('is found, gets a token that works, and loses it again', () => {
    const { desk, ada } = test
    const { rows, total } = desk.users.list({ search: '8062639', limit: 50 })
    expect([rows.map((user) => user.nickname), total]).toEqual([['明记'], null])
    expect(desk.users.list({ limit: 50 }).total).toBe(6)
    const num = rows[0]?.num ?? 0
    const { token } = desk.users.issueToken(ada, { num, days: 7 })
    expect(token).toHaveLength(43)
    const [kept] = desk.users.get(num).tokens
    expect(kept).toMatchObject({ state: 'live' })
    expect(JSON.stringify(desk.users.get(num))).not.toContain(token)
    expect(desk.users.revokeToken(ada, { num, tokenId: kept?.id ?? '' })).toEqual({ revoked: true })
    expect(desk.users.get(num).tokens[0]?.state).toBe('revoked')
    desk.users.issueToken(ada, { num, days: 7 })
    expect(desk.users.revokeAllTokens(ada, num)).toEqual({ revoked: 1 })
    const actions = ['directory.token-issued', 'directory.token-revoked'].map(
      (action) => eventsOf(action).filter((event) => event.actor === 'ada').length,
    )
    expect(actions).toEqual([2, 2])
    expect(() => desk.users.get(999)).toThrow('NOT_FOUND')
  })
})

describe('the built-in backend at the desk', () => {
  it('shows its last requests without any secret, with the rule that answered', async () => {
    const { desk } = test
    const { url } = desk.builtIn.state()
    const secrets = ['pass', 'newpass', 'signature'].map(makeCanary)
    const [pass = '', newpass = '', signature = ''] = secrets.map((canary) => canary.value)
    const query = new URLSearchParams({ appid: 'app-1001', user: '18616503617', pass, newpass, signature })
    await fetch(`${url ?? ''}/api/user/new_pass?${query.toString()}`)
    const [latest] = await vi.waitFor(() => {
      const { rows } = desk.builtIn.requests({ limit: 10 })
      expect(rows[0]?.method).toBe('GET')
      return rows
    }, 15_000)
    expect(latest).toMatchObject({ path: '/api/user/new_pass', httpStatus: 200 })
    expect(latest?.request.split('\n')).toEqual([
      'appid: app-1001',
      'user: 18616503617',
      'pass: ******',
      'newpass: ******',
      'signature: ******',
    ])
    expect(latest?.response).toContain('code: 404')
    expect(latest?.response).toContain('应用签名错误')
    const rule = 'nobase.application-signature'
    expect(latest?.rule).toBe(rule)
    const ofRule = desk.builtIn.requests({ rule, limit: 10 })
    expect(ofRule.rows.map(({ id }) => id)).toEqual([latest?.id])
    expect(ofRule.rules).toContainEqual({ rule, count: 1 })
    expect(desk.builtIn.requests({ rule: 'shuidi.done', limit: 10 }).rows).toEqual([])
    expect(findCanariesInFolder(test.folder, secrets)).toEqual([])
  })

  it('shows what it sent, and a code only where it is asked for, which is audited', () => {
    const { desk, ada } = test
    const document = { latchkeyDirectory: 1, codes: [{ to: '18616503617', codeid: 9 }] }
    desk.directory.importDocument(ada, bytesOf(document))
    const [message] = desk.builtIn.outbox({ limit: 10 }).rows
    expect(message).toMatchObject({ to: '18616503617', codeid: 9, channel: 'sms' })
    expect(desk.builtIn.revealCode(ada, message?.id ?? 0).code).toMatch(/^\d{6}$/)
    expect(eventsOf('built-in.code-revealed').map((event) => event.target)).toEqual(['18616503617'])
    expect(() => desk.builtIn.revealCode(ada, 999)).toThrow('NOT_FOUND')
  })
})
