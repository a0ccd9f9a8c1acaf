import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { ChangeResult } from '../../../src/main/desk/changes/change-admin-password.ts'
import { accountIdOf, administrator, page, startTestDesk, type TestDesk } from '../../support/test-desk.ts'
import { answerJson, answerText, startMisbehavingBackend, type Misbehaviour } from './misbehaving-backend.ts'

const oldPassword = 'OpenIM@123'
const newPassword = 'Quiet-harbour_7-long'
let at: TestDesk
beforeAll(async () => {
  at = await startTestDesk()
})
afterAll(() => at.end())

/** Looks into the store beside the desk, as it would be found after a crash. */
function look<Row>(statement: string, ...values: string[]): Row[] {
  const db = new Database(at.storePath, { readonly: true })
  const rows = db.prepare(statement).all(...values) as Row[]
  db.close()
  return rows
}
const changesOf = (accountId: string) =>
  look<{ state: string; ended_at: string | null }>(
    'SELECT state, ended_at FROM changes WHERE account_id = ? ORDER BY id',
    accountId,
  )
const lastAction = () => at.desk.audit.list({}, { before: undefined, limit: 1 }).events[0]?.action
const knownPassword = async (accountId: string) => {
  await at.desk.stepUp(page, at.ada, administrator.password)
  return at.desk.admins.reveal(at.ada, accountId).password
}

describe('changing a password at the built-in backend', () => {
  const change = (userID: string, over: object = {}): Promise<ChangeResult> => {
    const { rows } = at.desk.admins.list({ sort: 'account', descending: false, limit: 10 })
    const row = rows.find((admin) => admin.userID === userID)
    return at.desk.admins.change(at.ada, {
      accountId: row?.id ?? '',
      current: { from: 'vault' },
      next: { from: 'typed', password: newPassword },
      confirmation: row?.account,
      ...over,
    })
  }
  const logsIn = async (account: string, password: string): Promise<boolean> => {
    const answer = await fetch(`${at.desk.builtIn.state().url ?? ''}/account/login`, {
      method: 'POST',
      headers: { operationID: 'test', 'Content-Type': 'application/json' },
      body: JSON.stringify({ account, password }),
    })
    return ((await answer.json()) as { errCode: number }).errCode === 0
  }

  it('is confirmed: the new password is in force, in the vault, in the history and in the audit', async () => {
    const id = accountIdOf(at.desk, '1000000001')
    const result = await change('1000000001')
    expect(result).toMatchObject({
      state: 'confirmed',
      sessions: 'sessions-stay',
      outcome: { status: 'succeeded' },
    })
    expect(await logsIn('chatAdmin', newPassword)).toBe(true)
    expect(await logsIn('chatAdmin', oldPassword)).toBe(false)
    const { changes } = at.desk.admins.history({ accountId: id, limit: 10 })
    expect(changes).toMatchObject([{ state: 'confirmed', operator: 'ada', passwordFrom: 'typed' }])
    expect(changes[0]?.sentAt).not.toBeNull()
    const { events } = at.desk.audit.list({ search: 'chatAdmin' }, { before: undefined, limit: 20 })
    const actions = events.map((event) => event.action).toReversed()
    expect(actions.filter((action) => action.startsWith('admin-password.'))).toEqual([
      'admin-password.staged',
      'admin-password.sent',
      'admin-password.confirmed',
    ])
    expect(await knownPassword(id)).toBe(newPassword)
  })

  it('leaves no usable token of the desk’s own behind', () => {
    const live =
      look(`SELECT 1 FROM directory_tokens WHERE kind = 'admin' AND revoked_at IS NULL AND issued_at < expires_at
      AND julianday(expires_at) - julianday(issued_at) < 1`)
    expect(live).toEqual([])
  })

  it('keeps both passwords sealed, so that neither is lost', () => {
    expect(
      look<{ kind: string }>('SELECT kind FROM candidates ORDER BY kind').map((row) => row.kind),
    ).toEqual(['new', 'old'])
  })

  it.each([
    [
      'a wrong current password',
      { current: { from: 'typed', password: 'not this one' } },
      'rejected',
      'wrong-credentials',
    ],
    ['equal passwords', { next: { from: 'typed', password: oldPassword } }, null, 'same-password'],
    ['an empty new password', { next: { from: 'typed', password: '' } }, null, 'missing-parameter'],
    ['an empty current password', { current: { from: 'typed', password: '' } }, null, 'missing-parameter'],
    [
      'a new password that is too long',
      { next: { from: 'typed', password: 'x'.repeat(1025) } },
      null,
      'malformed-parameter',
    ],
  ])('with %s changes nothing and says why', async (_, over, state, reason) => {
    const id = accountIdOf(at.desk, '1000000002')
    const before = changesOf(id).length
    const result = await change('1000000002', over)
    expect(result).toMatchObject({ state, sessions: 'nothing-changed', outcome: { reason } })
    expect(result.outcome.status).toBe(state === null ? 'refused' : 'rejected')
    if (state === null) {
      expect(result.outcome.exchange).toBeNull()
      expect(result.outcome.rule).not.toBeNull()
      expect(changesOf(id)).toHaveLength(before)
      expect(lastAction()).toBe('admin-password.refused')
    } else {
      expect(changesOf(id).at(-1)?.ended_at).not.toBeNull()
    }
    expect(await logsIn('opsAdmin', oldPassword)).toBe(true)
    expect(await knownPassword(id)).toBe(oldPassword)
  })

  it('asks for the target’s name, typed, and sends nothing without it', async () => {
    const id = accountIdOf(at.desk, '1000000002')
    const before = changesOf(id).length
    for (const confirmation of [undefined, '', 'OPSADMIN', 'chatAdmin']) {
      await expect(change('1000000002', { confirmation })).rejects.toMatchObject({
        code: 'CONFIRMATION_DIFFERS',
        data: { expected: 'opsAdmin' },
      })
    }
    expect(changesOf(id)).toHaveLength(before)
  })

  it('says that an admin does not exist, and begins nothing', async () => {
    await expect(change('no such user')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('says that the backend does not run, and begins nothing', async () => {
    const id = accountIdOf(at.desk, '1000000002')
    const before = changesOf(id).length
    await at.desk.builtIn.stop('ada')
    await expect(change('1000000002')).rejects.toMatchObject({ code: 'BACKEND_DOWN' })
    expect(changesOf(id)).toHaveLength(before)
    await at.desk.builtIn.start('ada')
  })

  it('lets one of two changes at once through, and tells the other', async () => {
    const results = await Promise.allSettled([
      change('1000000003'),
      change('1000000003', { next: { from: 'typed', password: 'Another-harbour_8' } }),
    ])
    const made = results.filter(
      (result) => result.status === 'fulfilled' && result.value.state === 'confirmed',
    )
    expect(made).toHaveLength(1)
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'CHANGE_OPEN' })
  })

  it('takes a draft once it is there, and not for another admin', async () => {
    const accountId = accountIdOf(at.desk, '1000000002')
    const { draftId } = await at.desk.admins.generate({ accountId, length: 24 })
    await expect(change('1000000001', { next: { from: 'draft', draftId } })).rejects.toMatchObject({
      code: 'DRAFT_GONE',
    })
    const result = await change('1000000002', { next: { from: 'draft', draftId } })
    expect(result.state).toBe('confirmed')
    const generated = await knownPassword(accountId)
    expect(generated).toHaveLength(24)
    expect(await logsIn('opsAdmin', generated)).toBe(true)
  })
})

describe('changing a password at a backend that misbehaves', () => {
  let count = 0
  let backendId = ''
  let accountId = ''
  const connect = async (onChange: Misbehaviour, onLogin?: Misbehaviour) => {
    const backend = await startMisbehavingBackend(onChange, onLogin)
    onTestFinished(() => backend.close())
    const name = `backend ${String(++count)}`
    backendId = at.desk.backends.add(at.ada, {
      name,
      url: backend.url,
      environment: 'staging',
      passwordEncoding: 'plain',
    }).id
    accountId = at.desk.admins.add(at.ada, {
      backendId,
      userID: '7',
      account: 'remote',
      nickname: '',
      currentPassword: oldPassword,
    }).accountId
    return backend
  }
  const change = () =>
    at.desk.admins.change(at.ada, {
      accountId,
      current: { from: 'vault' },
      next: { from: 'typed', password: newPassword },
      confirmation: 'remote',
    })
  const done = { errCode: 0, errMsg: '', errDlt: '' }

  it.each<[string, Misbehaviour, string, string | null]>([
    ['documented success', answerJson({ ...done, data: {} }), 'confirmed', null],
    ['success without data', answerJson(done), 'confirmed', null],
    [
      'an expired token',
      answerJson({ errCode: 1501, errMsg: 'TokenExpiredError', errDlt: '' }),
      'rejected',
      'token-invalid',
    ],
    [
      'no such admin',
      answerJson({ errCode: 1004, errMsg: 'RecordNotFoundError', errDlt: '' }),
      'rejected',
      'account-not-found',
    ],
    ['HTML', answerText('<html>Bad gateway</html>'), 'unknown', 'protocol-mismatch'],
    ['a server error', answerText('oops', '502 Bad Gateway'), 'unknown', 'server-error'],
    [
      'a redirect',
      answerText('', '307 Temporary Redirect', 'text/plain', 'Location: /elsewhere\r\n'),
      'unknown',
      'protocol-mismatch',
    ],
    ['a connection that breaks', (socket) => socket.resetAndDestroy(), 'unknown', 'connection-failed'],
    ['an empty answer', answerText(''), 'unknown', 'protocol-mismatch'],
    [
      'success that says it failed',
      answerJson({ ...done, errMsg: 'ServerInternalError' }),
      'unknown',
      'protocol-mismatch',
    ],
  ])('ends as the answer proves: %s', async (_, onChange, state, reason) => {
    const backend = await connect(onChange)
    const result = await change()
    expect(result).toMatchObject({ state, outcome: { reason } })
    expect(backend.seen).toEqual({ '/account/login': 1, '/account/change_password': 1 })
    expect(await knownPassword(accountId)).toBe(state === 'confirmed' ? newPassword : oldPassword)
    expect(changesOf(accountId)).toMatchObject([{ state }])
    expect(changesOf(accountId)[0]?.ended_at === null).toBe(state === 'unknown')
    const shown =
      inspect(result, { depth: 9 }) + JSON.stringify(at.desk.admins.history({ accountId, limit: 5 }))
    for (const secret of [oldPassword, newPassword, 'token-of-the-admin']) expect(shown).not.toContain(secret)
  })

  it('holds the account while the outcome is unknown, and keeps both passwords', async () => {
    await connect(answerText('<html>'))
    await change()
    await expect(change()).rejects.toMatchObject({ code: 'CHANGE_OPEN', data: { state: 'unknown' } })
    const kinds = look<{ kind: string }>(
      'SELECT kind FROM candidates JOIN changes ON changes.id = change_id WHERE account_id = ? ORDER BY kind',
      accountId,
    )
    expect(kinds.map((row) => row.kind)).toEqual(['new', 'old'])
  })

  it.each<[string, Misbehaviour, string, string]>([
    [
      'rejects the password',
      answerJson({ errCode: 20001, errMsg: 'PasswordError', errDlt: '' }),
      'rejected',
      'wrong-credentials',
    ],
    ['answers HTML', answerText('<html>'), 'not-sent', 'protocol-mismatch'],
  ])('sends no change when the sign-in %s', async (_, onLogin, state, reason) => {
    const backend = await connect(answerJson({ ...done, data: {} }), onLogin)
    const result = await change()
    expect(result).toMatchObject({ state, sessions: 'nothing-changed', outcome: { reason } })
    // The change itself is known not to have been sent, whatever is known of the sign-in.
    expect(result.outcome.status).toBe(state === 'rejected' ? 'rejected' : 'unreachable')
    expect(backend.seen).toEqual({ '/account/login': 1 })
    expect(changesOf(accountId)[0]?.ended_at).not.toBeNull()
  })

  it('is not sent to a server that is not there, and can be begun again', async () => {
    const backend = await connect(answerJson({ ...done, data: {} }))
    await backend.close()
    expect(await change()).toMatchObject({ state: 'not-sent', outcome: { status: 'unreachable' } })
    expect(await change()).toMatchObject({ state: 'not-sent' })
  })

  it('refuses a backend whose row was edited from outside, and sends nothing there', async () => {
    const backend = await connect(answerJson({ ...done, data: {} }))
    const db = new Database(at.storePath)
    db.prepare(`UPDATE backends SET environment = 'sandbox' WHERE id = ?`).run(backendId)
    db.close()
    await expect(change()).rejects.toMatchObject({ code: 'SEALED_VALUE_DAMAGED' })
    expect(backend.seen).toEqual({})
  })

  it('refuses http:// beyond this machine without consent', () => {
    const add = () =>
      at.desk.backends.add(at.ada, {
        name: 'far',
        url: 'http://admin.example',
        environment: 'production',
        passwordEncoding: 'plain',
      })
    expect(add).toThrow('ADDRESS_REFUSED')
  })
})

describe('a dry run', () => {
  beforeEach(() => at.desk.builtIn.start('ada'))

  it('shows the request with every secret masked, and sends and writes nothing', async () => {
    const accountId = accountIdOf(at.desk, '1000000001')
    const before = at.desk.audit.chain().events
    const run = await at.desk.admins.dryRun({
      accountId,
      current: { from: 'typed', password: oldPassword },
      next: { from: 'typed', password: 'Dry-run_harbour-99' },
    })
    expect(run).toMatchObject({ caller: 'own-token', typeToConfirm: 'chatAdmin', sessions: 'sessions-stay' })
    expect(run.request?.body).toContain('"userID":"1000000001"')
    expect(JSON.stringify(run)).not.toContain('Dry-run')
    expect(JSON.stringify(run)).not.toContain(oldPassword)
    expect(at.desk.audit.chain().events).toBe(before)
  })

  it('names the rule of the document that would stop it', async () => {
    const run = await at.desk.admins.dryRun({
      accountId: accountIdOf(at.desk, '1000000001'),
      current: { from: 'typed', password: oldPassword },
      next: { from: 'typed', password: oldPassword },
    })
    expect(run.request).toBeNull()
    expect(run.rules.find((rule) => !rule.ok && rule.severity === 'stops')).toMatchObject({
      id: 'differs-from-current',
      source: { document: '修改管理员密码' },
    })
  })
})

describe('the store of it all', () => {
  it('holds no password in clear, in any of its files', async () => {
    await at.desk.close()
    const folder = join(at.storePath, '..')
    for (const name of readdirSync(folder).filter((file) => file !== 'anchors')) {
      const bytes = readFileSync(join(folder, name))
      for (const secret of [oldPassword, newPassword, administrator.password, at.recoveryKey]) {
        expect(bytes.includes(Buffer.from(secret)), `${secret} in ${name}`).toBe(false)
      }
    }
  })
})
